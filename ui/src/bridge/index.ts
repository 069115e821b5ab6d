// The window's only talk to the host.
export * as desk from './desk';
export * from './events';
export { Refusal, asRefusal } from './call';
export type * from './generated/border';
