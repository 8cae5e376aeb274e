/** The thread that reads conventions back, and makes their snapshots: no commit waits for a long history. */
import { readProcedures } from './read-procedures.ts';
import { serveRequests } from './serve-requests.ts';

serveRequests({ purpose: 'read', procedures: readProcedures });
