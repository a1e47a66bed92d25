import { useEffect, useRef, useState } from "preact/hooks";
import { inFours } from "../../accounts/typed-code";
import { codeOf } from "../../api/failure";
import { newSignInLink } from "../api";
import { momentText } from "../dates";
import { t, word } from "../i18n";
import { pictureOf } from "../parts/picture";
import { failureText } from "../parts/state";
import type { SignInLink, Worker } from "../rows";

interface Slip {
  worker: Worker;
  link: SignInLink;
}

/** A slip of paper for each of these workers, eight to a sheet of A4. The codes are nowhere but on this page and the paper. */
export function Slips({ of, close }: { of: Worker[]; close: () => void }) {
  const [slips, setSlips] = useState<Slip[]>([]);
  const [failure, setFailure] = useState<string>();
  useEffect(() => makeAll(of, setSlips, setFailure), []);
  const ready = slips.length === of.length;
  return (
    <>
      <Head ready={ready} close={close}>
        {ready ? t("slips.note") : t("slips.making", { n: slips.length, all: of.length })}
      </Head>
      {failure !== undefined && <p role="alert">{failureText(failure)}</p>}
      {(ready || failure !== undefined) && (
        <ul class="desk-slips">
          {slips.map((slip) => (
            <OneSlip key={slip.worker.id} {...slip} />
          ))}
        </ul>
      )}
    </>
  );
}

/** One after the other: each is a transaction of its own. Stops where one fails, or when the page is left. */
function makeAll(workers: Worker[], show: (made: Slip[]) => void, fail: (code: string) => void): () => void {
  let left = false;
  const make = async () => {
    const made: Slip[] = [];
    for (const worker of workers) {
      if (left) return;
      made.push({ worker, link: await newSignInLink(worker.id) });
      show([...made]);
    }
  };
  make().catch((thrown) => fail(codeOf(thrown)));
  return () => {
    left = true;
  };
}

function Head({ ready, close, children }: { ready: boolean; close: () => void; children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="desk-screen-only">
      <h1 ref={heading} tabIndex={-1}>
        {t("slips.title")}
      </h1>
      <p role="status">{children}</p>
      <p class="desk-slips-buttons">
        <button type="button" class="desk-button desk-main-button" disabled={!ready} onClick={() => window.print()}>
          {t("slips.print")}
        </button>
        <button type="button" class="desk-button" onClick={close}>
          {t("slips.close")}
        </button>
      </p>
    </section>
  );
}

function OneSlip({ worker, link }: Slip) {
  const address = new URL(link.link, location.href).host;
  return (
    <li class="desk-slip">
      <img src={pictureOf(link.qr)} alt={t("link.qr")} />
      <div>
        <h2>{worker.name}</h2>
        <p>
          {word("role", worker.role)} · {worker.place_name}
        </p>
        <p class="desk-slip-code">{inFours(link.typed_code)}</p>
        <p>
          <b>{t("slips.until", { moment: momentText(link.expires_at) })}</b>
        </p>
        <p>{t("slips.lost")}</p>
      </div>
      <ol>
        <li>{t("slips.step_scan")}</li>
        <li>{t("slips.step_type", { address })}</li>
        <li>{t("slips.step_pin")}</li>
      </ol>
    </li>
  );
}
