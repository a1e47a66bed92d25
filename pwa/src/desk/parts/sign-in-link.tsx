import { useEffect, useRef, useState } from "preact/hooks";
import { inFours } from "../../accounts/typed-code";
import { codeOf } from "../../api/failure";
import { account } from "../../local/accounts";
import { newSignInLink } from "../api";
import { momentText } from "../dates";
import { t } from "../i18n";
import type { SignInLink } from "../rows";
import { copy } from "./copy";
import { pictureOf } from "./picture";
import { failureText } from "./state";

type Made = { link: SignInLink } | { failure: string } | "making" | undefined;

/** A button that makes a new sign-in link for a worker and shows it until it is closed. Auditors read and change nothing. */
export function SignInLinkButton({ user, name }: { user: string; name: string }) {
  const [made, setMade] = useState<Made>();
  const make = () => {
    setMade("making");
    newSignInLink(user).then(
      (link) => setMade({ link }),
      (reason) => setMade({ failure: codeOf(reason) }),
    );
  };
  if (account.value?.role === "auditor") return null;
  return (
    <span class="desk-link-maker">
      <button type="button" class="desk-button" disabled={made === "making"} onClick={make}>
        {made === "making" ? t("link.making") : t("link.make")}
        <span class="desk-aside">{name}</span>
      </button>
      {typeof made === "object" && <LinkBox made={made} name={name} close={() => setMade(undefined)} />}
    </span>
  );
}

interface LinkBoxProps {
  made: Exclude<Made, string | undefined>;
  name: string;
  close: () => void;
}

function LinkBox({ made, name, close }: LinkBoxProps) {
  const title = t("link.for", { name });
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <section
      ref={box}
      tabIndex={-1}
      class="desk-link-box"
      aria-label={title}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <p>
        <b>{title}</b>
      </p>
      {"failure" in made ? <p role="alert">{failureText(made.failure)}</p> : <TheLink made={made.link} />}
      <button type="button" class="desk-button" onClick={close}>
        {t("link.close")}
      </button>
    </section>
  );
}

function TheLink({ made }: { made: SignInLink }) {
  const address = new URL(made.link, location.href).href;
  return (
    <>
      <p>{t("link.how")}</p>
      <img class="desk-qr" src={pictureOf(made.qr)} alt={t("link.qr")} width="220" height="220" />
      <p>
        {t("link.code")} <b class="desk-code">{inFours(made.typed_code)}</b>
      </p>
      <textarea
        class="desk-link-address"
        rows={2}
        readOnly
        value={address}
        aria-label={t("link.address")}
        onFocus={selectAll}
      />
      <p>{t("link.expires", { moment: momentText(made.expires_at) })}</p>
      <CopyButton text={address} />
    </>
  );
}

function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const press = async (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    setCopied(await copy(text, button.parentElement?.querySelector("textarea")));
  };
  return (
    <button type="button" class="desk-button desk-main-button" aria-live="polite" onClick={press}>
      {copied ? t("link.copied") : t("link.copy")}
    </button>
  );
}

function selectAll(event: FocusEvent): void {
  (event.currentTarget as HTMLTextAreaElement).select();
}
