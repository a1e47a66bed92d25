import { signal } from "@preact/signals";
import { render } from "preact";
import { App, type PhoneState } from "./app";
import { openPhone } from "./local/accounts";
import { watchUse } from "./local/locking";
import { followHash, isForm } from "./router";
import { registerServiceWorker } from "./service-worker/register";
import { watchForInstall } from "./ui/install";
import { applySettings } from "./ui/settings";
import { keepTime } from "./ui/today";
import { update } from "./ui/update";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/parts.css";
import "./ui/fields.css";
import "./ui/frame.css";
import "./ui/people.css";
import "./ui/visit.css";
import "./ui/accounts.css";
import "./ui/landscape.css";

const phone = signal<PhoneState>("starting");

applySettings();
followHash();
keepTime();
watchForInstall();
render(<App phone={phone} />, document.getElementById("app") as HTMLElement);
openPhone().then(
  () => {
    watchUse(isForm);
    phone.value = "open";
    // Not what a phone has to read before its first page.
    import("./reminders/badge").then(
      ({ keepBadge, followTaps }) => {
        keepBadge();
        followTaps();
      },
      () => undefined,
    );
  },
  () => {
    phone.value = "broken";
  },
);
registerServiceWorker((activate) => {
  update.value = activate;
}).catch(() => undefined);
