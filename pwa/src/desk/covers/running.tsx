import { useAnswer } from "../api";
import { t, word } from "../i18n";
import { hashOf } from "../route";
import { Section } from "../today/section";
import { coversPath } from "./covering";
import { daysText, People } from "./covers";

/** On the first page of the day: who stands in for whom just now. */
export function RunningCovers({ township }: { township: string }) {
  const { value } = useAnswer(coversPath(township));
  const running = (value?.covers ?? []).filter(({ state }) => state !== "over");
  return (
    <Section name="covers" n={running.length} title={t("covers.title")}>
      <ul class="desk-lines">
        {running.map((cover) => (
          <li key={cover.id}>
            <span>
              {t("covers.line", { giver: cover.giver_name, taker: cover.taker_name ?? t("covers.nobody_yet") })}{" "}
              <span class="desk-faint">
                {daysText(cover, value?.today ?? "")} · {word("covers.state", cover.state)}
              </span>
            </span>
            <span>
              <People of={cover} />
            </span>
            <a class="desk-button desk-screen-only" href={hashOf("covers", township)}>
              {t("covers.open")}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
