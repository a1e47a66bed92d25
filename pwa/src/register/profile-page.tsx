import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { codeOf } from "../api/failure";
import type { Contact } from "../api/rows";
import { current } from "../local/current";
import { type PersonView, personView } from "../local/view";
import { showField } from "../records/first-problem";
import { back, replace } from "../router";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { TopBar } from "../ui/top-bar";
import { t } from "./i18n";
import { keptContacts, type Profile, profileOf } from "./profile-changes";
import { patchOf, profileDraft, savePatch } from "./save-patch";
import { UnknownPerson } from "./unknown-person";

/** What is in hand, with what was seen when it was begun: a draft of yesterday still says what it was a change of. */
interface InHand {
  seen: Profile;
  wanted: Profile;
}

/** Telephone, address and whom to call, changed on the phone; kept as a draft at every letter. */
export default function ProfilePage({ id }: { id: string }) {
  const view = personView(id).value;
  const inHand = useSignal<InHand | null>(null);
  useEffect(() => {
    if (view) void begun(view).then((found) => (inHand.value ??= found));
  }, [view === undefined]);
  if (view && inHand.value) return <Form id={id} name={view.person.name} inHand={inHand.value} />;
  return <Page top={<Bar id={id} />}>{!view && <UnknownPerson />}</Page>;
}

async function begun({ person }: PersonView): Promise<InHand> {
  const draft = await current.value?.outbox.draft<InHand>(profileDraft(person.id)).catch(() => null);
  const seen = profileOf(person);
  return draft ?? { seen, wanted: seen };
}

function Bar({ id }: { id: string }) {
  return (
    <TopBar title={t("profile.title")} back={() => back(`/people/${id}`)}>
      <UnsentMark />
    </TopBar>
  );
}

type Saving = "ready" | "saving" | "nothing" | "nameless" | "not_saved" | "storage_full";

function Form({ id, name, inHand }: { id: string; name: string; inHand: InHand }) {
  const wanted = useSignal(inHand.wanted);
  const state = useSignal<Saving>("ready");
  const change = (part: Partial<Profile>) => {
    wanted.value = { ...wanted.value, ...part };
    state.value = "ready";
    // A draft that cannot be kept stops nobody: the form still holds it.
    current.value?.outbox.keepDraft(profileDraft(id), { ...inHand, wanted: wanted.value }).catch(() => undefined);
  };
  const press = () => void save(id, { ...inHand, wanted: wanted.value }, (next) => (state.value = next));
  const text = (field: "phone" | "address" | "group_name", most: number) => (
    <Line
      label={t(`profile.${field}`)}
      value={wanted.value[field]}
      most={most}
      type={field}
      to={(v) => change({ [field]: v })}
    />
  );
  return (
    <Page top={<Bar id={id} />} bottom={<SaveBar state={state.value} press={press} />}>
      <h2 class="name">{name}</h2>
      {text("phone", 40)}
      {text("address", 200)}
      {text("group_name", 40)}
      <Contacts contacts={wanted.value.contacts} change={(contacts) => change({ contacts })} />
    </Page>
  );
}

async function save(id: string, { seen, wanted }: InHand, show: (state: Saving) => void): Promise<void> {
  const contacts = keptContacts(wanted.contacts);
  if (contacts.some((one) => one.name === "")) {
    show("nameless");
    return showField(`input[name="contact-${wanted.contacts.findIndex(isNameless)}"]`);
  }
  const patch = patchOf(id, seen, { ...wanted, contacts });
  if (!patch) return show("nothing");
  show("saving");
  try {
    await savePatch(patch);
    replace(`/people/${id}`);
  } catch (thrown) {
    show(codeOf(thrown) === "storage_full" ? "storage_full" : "not_saved");
  }
}

function isNameless({ name, phone, relation }: Contact): boolean {
  return name.trim() === "" && (phone + relation).trim() !== "";
}

interface LineProps {
  label: string;
  value: string;
  most: number;
  type?: string;
  name?: string;
  to: (value: string) => void;
}

function Line({ label, value, most, type, name, to }: LineProps) {
  return (
    <label class="labelled">
      <span class="question">{label}</span>
      <input
        class="field"
        name={name}
        inputMode={type === "phone" ? "tel" : "text"}
        autocomplete="off"
        maxLength={most}
        value={value}
        onInput={(event) => to(event.currentTarget.value)}
      />
    </label>
  );
}

const NOBODY: Contact = { name: "", phone: "", relation: "" };

function Contacts({ contacts, change }: { contacts: Contact[]; change: (contacts: Contact[]) => void }) {
  const put = (at: number, part: Partial<Contact>) =>
    change(contacts.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <section class="section">
      <h2>{t("profile.contacts")}</h2>
      {contacts.map((one, at) => (
        <div key={at} class="section">
          <Line
            label={t("profile.name")}
            name={`contact-${at}`}
            value={one.name}
            most={60}
            to={(name) => put(at, { name })}
          />
          <Line
            label={t("profile.phone")}
            value={one.phone}
            most={40}
            type="phone"
            to={(phone) => put(at, { phone })}
          />
          <Line label={t("profile.relation")} value={one.relation} most={40} to={(relation) => put(at, { relation })} />
          <Button kind="quiet" onPress={() => change(contacts.filter((_, index) => index !== at))}>
            {t("profile.remove", { name: one.name })}
          </Button>
        </div>
      ))}
      <Button kind="second" onPress={() => change([...contacts, NOBODY])}>
        {t("profile.add")}
      </Button>
    </section>
  );
}

function SaveBar({ state, press }: { state: Saving; press: () => void }) {
  const isBusy = state === "saving";
  return (
    <div class="save-bar">
      {state !== "ready" && !isBusy && <Notice kind="trouble">{t(`profile.${state}`)}</Notice>}
      <Button icon="check" busy={isBusy} onPress={press}>
        {t(isBusy ? "profile.saving" : "profile.save")}
      </Button>
    </div>
  );
}
