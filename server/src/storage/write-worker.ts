/** The thread that writes: the server's event loop never waits for a disk. */
import { serveRequests } from './serve-requests.ts';
import { writeProcedures } from './write-procedures.ts';

serveRequests({ purpose: 'write', procedures: writeProcedures });
