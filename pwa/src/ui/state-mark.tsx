import { type Key, t } from "../i18n";
import type { RecordView } from "../local/view";

export type RecordState = RecordView["state"];

const WORDS = {
  on_this_phone: "records.on_this_phone",
  sent: "records.sent",
  needs_attention: "records.needs_attention",
} as const satisfies Record<RecordState, Key>;

/** Where a record is, as one of exactly three words with its own shape: a phone, a disc with a tick, a flag. */
export function StateMark({ state }: { state: RecordState }) {
  return (
    <span class={`state-mark state-${state}`}>
      <StateShape state={state} />
      <span>{t(WORDS[state])}</span>
    </span>
  );
}

export function StateShape({ state }: { state: RecordState }) {
  return (
    <svg class="state-shape" viewBox="0 0 32 32" aria-hidden="true">
      {SHAPES[state]}
    </svg>
  );
}

const pen = { fill: "none", "stroke-width": 3, "stroke-linecap": "round", "stroke-linejoin": "round" } as const;

const SHAPES = {
  on_this_phone: (
    <>
      <rect x="7.5" y="1.5" width="17" height="29" rx="3.5" fill="#fff" stroke="#1d5062" stroke-width="3" />
      <path d="M13.5 25.5h5" {...pen} stroke="#1d5062" />
    </>
  ),
  sent: (
    <>
      <circle cx="16" cy="16" r="14.5" fill="#22663a" />
      <path d="M9.5 16.5l4.5 4.5 8.5-9.5" {...pen} stroke="#fff" />
    </>
  ),
  needs_attention: (
    <>
      <path d="M6 30V2.5" {...pen} stroke="#a3201a" />
      <path d="M7.5 3h19l-5 7 5 7h-19z" fill="#a3201a" />
    </>
  ),
};
