import { contract } from '@entente/shared/http/contract';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { JsonifiedClient } from '@orpc/openapi-client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';

/** The typed API; every call is documented at `/api/docs`. */
export const api: JsonifiedClient<ContractRouterClient<typeof contract>> = createORPCClient(
  new OpenAPILink(contract, { url: () => `${window.location.origin}/api` }),
);

/** The same API as TanStack Query options: `useQuery(query.me.get.queryOptions())`. */
export const query = createTanstackQueryUtils(api);
