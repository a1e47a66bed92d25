import { useEffect } from "preact/hooks";
import { Lazily } from "../../ui/lazily";
import { personPath, useAnswer } from "../api";
import { t } from "../i18n";
import { PeriodChooser, PeriodLine } from "../parts/period";
import { Signatures } from "../parts/signatures";
import { Answered } from "../parts/state";
import { left } from "../people/memory";
import { ofCounty } from "../rights";
import { hashOf, periodOf, route } from "../route";
import type { PersonFile } from "../rows";
import { type Asked, askedFrom } from "./asked";
import { Consents } from "./consents";
import { Duties } from "./duties";
import { ExtraVisits } from "./extra";
import { Facts } from "./facts";
import { Header } from "./header";
import { History } from "./history";
import { Needs } from "./needs";
import { Records } from "./records";
import { Situation } from "./situation";

/* Few are erased: the section is fetched by those who may. */
const agreements = () => import("../agreements/hers");
const kept = () => import("../retention/file");

/** One person: who she is, what changed when, what is owed in her favour and what was done, and every record. */
export function Person({ id }: { id: string }) {
  const answer = useAnswer(personPath(id, periodOf(route.value.query)));
  return <Answered answer={answer}>{(file) => <File file={file} />}</Answered>;
}

function File({ file }: { file: PersonFile }) {
  const asked = askedFrom(route.value.query);
  useEffect(
    () => document.getElementById(placeOf(asked))?.scrollIntoView({ block: "center" }),
    [asked.show, asked.duty, asked.version, asked.day],
  );
  return (
    <article class="desk-file desk-person-file">
      <p class="desk-back desk-screen-only">
        <a href={backTo(file)}>‹ {t("person.back_plain")}</a>
        <button type="button" class="desk-button" onClick={() => print()}>
          {t("person.print")}
        </button>
      </p>
      <p class="desk-paper-only desk-paper-head">
        {t("person.on_paper", { from: file.from, to: file.to, today: file.today })}
      </p>
      <Header file={file} />
      <Situation file={file} />
      <div class="desk-file-period">
        <PeriodChooser period={file} today={file.today} />
        <PeriodLine period={file} today={file.today} />
      </div>
      <Duties file={file} />
      <ExtraVisits file={file} />
      <Records file={file} asked={asked} />
      <Needs person={file.person.id} />
      <Lazily load={agreements} id={file.person.id} />
      <Facts file={file} />
      <History person={file.person.id} />
      <Consents id={file.person.id} />
      {ofCounty() && <Lazily load={kept} id={file.person.id} />}
      <Signatures />
    </article>
  );
}

/** The element that holds what was asked for: the missed dates of a duty, or the records. */
function placeOf({ show, duty, version, day }: Asked): string {
  if (day !== "" && duty !== "") return "desk-day";
  if (day !== "" || show === "credited") return "desk-records-title";
  if (show !== "misses") return "";
  return duty === "" ? "desk-duties-title" : `desk-misses-${duty}-${version}`;
}

/** The list as it was left; for who came by another way, that of the person's township (the first nine digits of a village's code). */
function backTo(file: PersonFile): string {
  if (left.list !== "") return left.list;
  return hashOf("people", file.person.village.slice(0, 9), periodOf(route.value.query));
}
