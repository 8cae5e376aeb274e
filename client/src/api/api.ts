import { contract } from '@entente/shared/http/contract';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';

/** The typed API, documented at `/api/docs`. The contract holds JSON values only, so its types are the page's types. */
export const api: ContractRouterClient<typeof contract> = createORPCClient(
  new OpenAPILink(contract, { url: () => `${window.location.origin}/api` }),
);

/** The same API as TanStack Query options: `useQuery(query.me.get.queryOptions())`. */
export const query = createTanstackQueryUtils(api);
