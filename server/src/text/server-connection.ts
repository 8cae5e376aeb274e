/** What the log says instead of a socket's identifier for the server's own updates. */
export const serverConnection = 'server';
