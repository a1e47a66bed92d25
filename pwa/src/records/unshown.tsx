import type { Waiting } from "../local/view";
import { StateMark } from "../ui/state-mark";
import Attention from "./attention";
import { t } from "./i18n";

const WORDS = {
  "visit.create": "unshown.visit",
  "visit.amend": "unshown.amendment",
  "visit.void": "unshown.voiding",
  "report.create": "unshown.report",
  "need.create": "unshown.need",
  "assessment.create": "unshown.assessment",
  "checkup.fill": "unshown.checkup",
  "person.patch": "unshown.patch",
  "cover.create": "unshown.cover",
  "cover.end": "unshown.cover_end",
  "hygiene.check": "unshown.hygiene",
  "agreement.create": "unshown.agreement",
  "agreement.end": "unshown.agreement_end",
  "question.answer": "unshown.answer",
  "activity.plan": "unshown.activity_plan",
  "activity.sign_up": "unshown.activity_sign_up",
  "activity.done": "unshown.activity_done",
  "activity.cancel": "unshown.activity_cancel",
} as const;

/** What needs attention and cannot be shown as a record here: each with what it was, about whom, why, and what to do. */
export default function Unshown({ waiting, names }: { waiting: Waiting[]; names: ReadonlyMap<string, string> }) {
  return (
    <ul class="lines">
      {waiting.map((one) => (
        <li class="line record" key={one.mutation}>
          <p class="record-head">
            <strong>{whatWords(one)}</strong>
            <StateMark state="needs_attention" />
          </p>
          {one.person !== null && <p>{names.get(one.person) ?? t("unshown.someone")}</p>}
          <Attention code={one.code} />
        </li>
      ))}
    </ul>
  );
}

function whatWords({ op }: Waiting): string {
  return t(WORDS[op as keyof typeof WORDS] ?? "unshown.other");
}
