import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "../ui/button";
import { Trouble, useAttempt } from "./attempt";
import { t } from "./i18n";
import { goToProvider, providerName } from "./oidc";

/** To the county's identity provider, where there is one. */
export function OidcButton() {
  const name = useSignal<string | null>(null);
  const attempt = useAttempt();
  useEffect(() => {
    providerName().then(
      (known) => (name.value = known),
      () => undefined, // without a network nobody signs in: the form says so
    );
  }, []);
  if (name.value === null) return null;
  return (
    <>
      <Trouble attempt={attempt} />
      <Button kind="second" busy={attempt.busy.value} onPress={() => void attempt.run(goToProvider)}>
        {t("oidc.button", { name: name.value })}
      </Button>
    </>
  );
}
