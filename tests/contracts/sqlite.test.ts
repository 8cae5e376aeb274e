import { conventionStoreContract } from './convention-store.contract.ts';
import { startSqlite } from './sqlite/start-sqlite.ts';

conventionStoreContract('SQLite', startSqlite);
