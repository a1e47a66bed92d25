/** What a pull brings (docs/protocol.md §4). */
import type { Moment, Row } from "./rows";

export type Have = Record<string, number>;

interface OfEpoch {
  epoch: string;
  now: Moment;
}

export interface PullAnswer extends OfEpoch {
  same: boolean;
}

export interface PullPage extends OfEpoch {
  drop: string[];
  rows: Row[];
  next: Have;
  more: boolean;
  reset: boolean;
}
