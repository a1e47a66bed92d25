import { useAnswer } from "../api";
import { dayText, monthText } from "../dates";
import { useEach } from "../each";
import { t, word } from "../i18n";
import { Answered, Empty, Failed } from "../parts/state";
import { hashOf } from "../route";
import { type Finding, type Quality, qualityPath, townshipsOf } from "./calls";
import "../styles/quality.css";

/** What in the register is to be put right: a sentence and one way to do it each. The county sees how much by township. */
export default function QualityPage({ place }: { place: string }) {
  return (
    <>
      <div class="desk-title">
        <h1>{t("quality.title")}</h1>
      </div>
      <p class="desk-period-line">{t("quality.lead")}</p>
      {place.length === 9 ? <OneTownship township={place} /> : <AllTownships />}
    </>
  );
}

function OneTownship({ township }: { township: string }) {
  const answer = useAnswer(qualityPath(township));
  return <Answered answer={answer}>{(reply) => <Findings reply={reply} />}</Answered>;
}

function Findings({ reply }: { reply: Quality }) {
  if (reply.findings.length === 0) return <Empty what={t("quality.none", { n: reply.people })} />;
  const kinds = [...new Set(reply.findings.map(({ kind }) => kind))];
  return (
    <>
      <p>{t("quality.found", { name: reply.name, n: reply.findings.length })}</p>
      {kinds.map((kind) => (
        <Kind
          key={kind}
          kind={kind}
          township={reply.township}
          found={reply.findings.filter((one) => one.kind === kind)}
        />
      ))}
    </>
  );
}

interface KindProps {
  kind: Finding["kind"];
  township: string;
  found: Finding[];
}

function Kind({ kind, township, found }: KindProps) {
  return (
    <section class="desk-section" aria-labelledby={`quality-${kind}`}>
      <h2 id={`quality-${kind}`}>
        {t(`quality.kind.${kind}`)} <span class="desk-count">{found.length}</span>
      </h2>
      <ul class="desk-list desk-quality">
        {found.map((one) => (
          <li key={one.id + (one.day ?? "") + one.values.join()}>
            <span>
              <strong>{one.name}</strong> {one.village_name && <span class="desk-faint">{one.village_name}</span>}{" "}
              {sentence(one)}
            </span>
            <a class="desk-button desk-screen-only" href={placeOf(one, township)}>
              {t(`quality.go.${one.about}`)}
              <span class="desk-aside"> {one.name}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function sentence({ kind, day, count, of, values }: Finding): string {
  const month = day === null ? "" : monthText(day.slice(0, 7));
  const n = count ?? 0;
  switch (kind) {
    case "coverage":
      return t("quality.coverage", { month, n, of: of ?? 0, percent: of ? Math.round((n / of) * 100) : 0 });
    case "not_listed":
      return t("quality.not_listed", { month, n });
    case "contradiction":
      return t("quality.contradiction", {
        day: day === null ? "" : dayText(day, ""),
        values: values.map(said).join("、"),
      });
    case "age":
      return t("quality.age", { n, day: day ?? "" });
    case "after_death":
      return t("quality.after_death", { n });
    case "too_many_people":
      return t("quality.too_many_people", { n, of: of ?? 0 });
    case "no_person":
      return n > 0 ? t("quality.parked", { n }) : t("quality.no_person", { day: day ?? "" });
    default:
      return t(`quality.${kind}`);
  }
}

/** A value of a fact, or the name of a fact that has none. */
function said(value: string): string {
  const group = ["arrangement", "ability", "programme", "suspension"].find((each) => word(each, value) !== value);
  return word(group ?? "fact", value);
}

function placeOf({ about, id }: Finding, township: string): string {
  if (about === "person") return hashOf("person", id);
  if (about === "worker") return hashOf("assign", township, { of: id });
  return about === "parked" ? hashOf("parked") : hashOf("people", township);
}

function AllTownships() {
  const answer = useAnswer(townshipsOf());
  return <Answered answer={answer}>{({ rows }) => <Townships rows={rows} />}</Answered>;
}

function Townships({ rows }: { rows: { township: string; name: string }[] }) {
  const each = useEach(rows.map(({ township }) => qualityPath(township)));
  const come = rows.filter(({ township }) => each.values.has(qualityPath(township).path)).length;
  return (
    <>
      {each.failure !== undefined && <Failed code={each.failure} again={each.again} />}
      {each.failure === undefined && come < rows.length && (
        <p role="status">{t("closing.reading", { n: come, of: rows.length })}</p>
      )}
      <table class="desk-table">
        <thead>
          <tr>
            <th scope="col">{t("townships.name")}</th>
            <th scope="col" class="number">
              {t("quality.count")}
            </th>
            <th scope="col">{t("quality.which")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ township, name }) => {
            const found = each.values.get(qualityPath(township).path)?.findings;
            return (
              <tr key={township}>
                <th scope="row">
                  <a href={hashOf("quality", township)}>{name}</a>
                </th>
                <td class="number" data-label={t("quality.count")}>
                  {found?.length ?? "…"}
                </td>
                <td data-label={t("quality.which")}>{found && counted(found)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

/** "年龄不对 2，没有类别 1": what matters most first, as the server orders it. */
function counted(found: Finding[]): string {
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  return kinds
    .map((kind) => `${t(`quality.kind.${kind}`)} ${found.filter((one) => one.kind === kind).length}`)
    .join("，");
}
