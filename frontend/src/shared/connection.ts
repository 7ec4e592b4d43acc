/** Whether the server can be reached and knows us; the shell shows a banner or the signed-out screen from it. */
import { create } from 'zustand';

export type StreamState = 'connecting' | 'connected' | 'reconnecting';

interface Connection {
  stream: StreamState;
  reachable: boolean;
  signedOut: boolean;
}

export const useConnection = create<Connection>(() => ({ stream: 'connecting', reachable: true, signedOut: false }));

/** Any answer proves that the server is there; a 401 says that this browser is not signed in. */
export function noteAnswer(status: number): void {
  const next = { reachable: status < 502 || status > 504, signedOut: status === 401 };
  const { reachable, signedOut } = useConnection.getState();
  if (reachable !== next.reachable || (next.signedOut && !signedOut)) {
    useConnection.setState({ reachable: next.reachable, signedOut: signedOut || next.signedOut });
  }
}

export function noteUnreachable(): void {
  useConnection.setState({ reachable: false });
}

export function noteStream(stream: StreamState): void {
  useConnection.setState(stream === 'connected' ? { stream, reachable: true, signedOut: false } : { stream });
}
