import { policiesPath, useAnswer } from "../api";
import { language, t, word } from "../i18n";
import { StatusMark } from "../parts/period";
import { Answered, Empty } from "../parts/state";
import type { FollowedPolicy, Policies as Reply } from "../rows";
import { type Standing, standingOf } from "./standing";

const SECTIONS: readonly Standing[] = ["running", "to_come", "past"];

/** What the county follows, will follow and followed: each duty as a sentence, with the words of its source. */
export function Policies() {
  const answer = useAnswer(policiesPath());
  return (
    <>
      <h1>{t("policies.title")}</h1>
      <p class="desk-period-line">{t("policies.note")}</p>
      <Answered answer={answer}>{(reply) => <All reply={reply} />}</Answered>
    </>
  );
}

function All({ reply }: { reply: Reply }) {
  if (reply.policies.length === 0) return <Empty what={t("policies.empty")} first={t("policies.empty_first")} />;
  return (
    <>
      {SECTIONS.map((standing) => {
        const policies = reply.policies.filter((policy) => standingOf(policy, reply.today) === standing);
        return (
          policies.length > 0 && <Section key={standing} standing={standing} policies={policies} today={reply.today} />
        );
      })}
    </>
  );
}

interface SectionProps {
  standing: Standing;
  policies: FollowedPolicy[];
  today: string;
}

function Section({ standing, policies, today }: SectionProps) {
  const title = `desk-policies-${standing}`;
  return (
    <section class="desk-section" aria-labelledby={title}>
      <h2 id={title}>{t(`policies.${standing}`)}</h2>
      {policies.map((policy) => (
        <Policy key={`${policy.pack} ${policy.version}`} policy={policy} today={today} />
      ))}
    </section>
  );
}

function Policy({ policy, today }: { policy: FollowedPolicy; today: string }) {
  return (
    <article class="desk-policy-card">
      <h3>
        {inLanguage(policy.title, policy.title_en) ?? policy.pack}{" "}
        <StatusMark status={policy.status} validFrom={policy.valid_from} today={today} />
      </h3>
      <p>{daysText(policy)}</p>
      <p class="desk-faint">{[policy.source, inLanguage(policy.basis, policy.basis_en)].filter(Boolean).join(" · ")}</p>
      {policy.duties.length === 0 && <p>{t("policies.no_duties")}</p>}
      {policy.duties.length > 0 && (
        <ul class="desk-policy-lines">
          {policy.duties.map((duty) => (
            <DutyItem key={duty.id} duty={duty} />
          ))}
        </ul>
      )}
      <Statements policy={policy} />
    </article>
  );
}

function daysText({ version, valid_from, valid_to }: FollowedPolicy): string {
  if (valid_to === null) return t("policies.since", { n: version, from: valid_from });
  return t("policies.from_to", { n: version, from: valid_from, to: valid_to });
}

function DutyItem({ duty }: { duty: FollowedPolicy["duties"][number] }) {
  const basis = inLanguage(duty.basis, duty.basis_en);
  return (
    <li>
      <b>{duty.sentence[language.value]}</b>{" "}
      {duty.severity !== "breach" && <strong class="desk-mark">{t(`duty.${duty.severity}`)}</strong>}
      {duty.quote !== null && <Quote words={duty.quote} />}
      <p class="desk-faint">{[duty.source, duty.id].filter(Boolean).join(" · ")}</p>
      {basis !== null && <p class="desk-faint">{t("policies.basis", { basis })}</p>}
    </li>
  );
}

/** Shares, sums and deadlines: shown as the source says them, and counted by nothing. */
function Statements({ policy: { statements } }: { policy: FollowedPolicy }) {
  if (statements.length === 0) return null;
  return (
    <details class="desk-policy-stated">
      <summary>{t("policies.statements", { n: statements.length })}</summary>
      <p class="desk-faint">{t("policies.statements_note")}</p>
      <ul class="desk-policy-lines">
        {statements.map((each) => (
          <li key={each.id}>
            {inLanguage(each.title, each.title_en)} <span class="desk-faint">{word("statement", each.kind)}</span>
            <Quote words={each.quote} />
            <p class="desk-faint">{[each.source, each.id].filter(Boolean).join(" · ")}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Quote({ words }: { words: string }) {
  return <blockquote lang="zh-CN">“{words}”</blockquote>;
}

function inLanguage(zh: string | null, en: string | null): string | null {
  return language.value === "en" ? (en ?? zh) : zh;
}
