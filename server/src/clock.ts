/** The only source of time. Tests and the demo's seeding pass their own; a running product has the machine's. */
export type Clock = () => Date;

export const machineClock: Clock = () => new Date();
