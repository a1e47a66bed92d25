import { useAnswer } from "../api";
import { dayText } from "../dates";
import { t } from "../i18n";
import { Answered, Empty } from "../parts/state";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import { AddChannel } from "./add-channel";
import { ChannelTable } from "./channel-table";
import { Escalated } from "./escalated";
import { type Channels, channelsPath } from "./reminding";

/** By what people are reminded, how each channel is, whom none reaches, and who is asked when nobody comes. */
export default function Reminders({ place }: { place: string }) {
  const answer = useAnswer(channelsPath());
  return <Answered answer={answer}>{(value) => <Page value={value} place={place} />}</Answered>;
}

function Page({ value, place }: { value: Channels; place: string }) {
  const isTownship = place.length === 9;
  return (
    <article class="desk-file">
      <h1>{t("reminding.title")}</h1>
      <p class="desk-faint">{t("reminding.lead")}</p>
      <section class="desk-section" aria-labelledby="desk-channels">
        <h2 id="desk-channels">{t("reminding.channels")}</h2>
        {value.channels.length === 0 ? (
          <Empty what={t("reminding.none")} first={t("reminding.none_first")} />
        ) : (
          <ChannelTable channels={value.channels} />
        )}
      </section>
      {mayChange() && <AddChannel place={place} />}
      {isTownship && <Escalated township={place} today={value.today} />}
      <Unreached value={value} />
      {isTownship && (
        <p class="desk-screen-only">
          <a class="desk-button" href={hashOf("calls", place)}>
            {t("calls.title")}
          </a>
        </p>
      )}
    </article>
  );
}

function Unreached({ value }: { value: Channels }) {
  return (
    <section class="desk-section" aria-labelledby="desk-unreached">
      <h2 id="desk-unreached">{t("reminding.unreached", { n: value.unreached.length })}</h2>
      {value.unreached.length === 0 ? (
        <p>{t("reminding.all_reached", { day: dayText(value.today, value.today) })}</p>
      ) : (
        <>
          <p class="desk-faint">{t("reminding.unreached_lead")}</p>
          <p>
            {value.unreached.map(({ user, name, place_name, has_phone }, at) => (
              <span key={user}>
                {at > 0 && t("households.and")}
                {name}
                <span class="desk-faint">
                  {" "}
                  {has_phone ? place_name : t("reminding.no_phone", { place: place_name })}
                </span>
              </span>
            ))}
          </p>
        </>
      )}
    </section>
  );
}
