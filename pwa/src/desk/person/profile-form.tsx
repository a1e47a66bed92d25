import { useState } from "preact/hooks";
import { Failure } from "../../api/failure";
import type { Contact, ProfileField } from "../../api/rows";
import { changesOf, FIELDS, keptContacts, type Profile, profileOf } from "../../register/profile-changes";
import { changeProfile, profilePath, useAnswer } from "../api";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { Answered } from "../parts/state";
import { mayChange } from "../rights";
import { Field } from "./fact-form";

/** Telephone, address, group and contacts, changed at the desk. Read anew when it is opened: what the page shows is masked. */
export function ChangeProfile({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  if (!mayChange()) return null;
  return (
    <div class="desk-screen-only">
      <button type="button" class="desk-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t("profile.change")}
      </button>
      {open && <Opened id={id} close={() => setOpen(false)} />}
    </div>
  );
}

function Opened({ id, close }: { id: string; close: () => void }) {
  const answer = useAnswer(profilePath(id));
  // what was read before may be out of date, and is nothing to begin with
  const fresh = answer.loading ? { ...answer, value: undefined } : answer;
  const [begun, setBegun] = useState<Profile>();
  if (begun) return <ProfileForm id={id} begun={begun} close={close} />;
  if (fresh.value) setBegun(profileOf(fresh.value));
  return <Answered answer={fresh}>{() => null}</Answered>;
}

interface ProfileFormProps {
  id: string;
  begun: Profile;
  close: () => void;
}

function ProfileForm({ id, begun, close }: ProfileFormProps) {
  const [seen, setSeen] = useState(begun);
  const [wanted, setWanted] = useState(begun);
  const [stale, setStale] = useState<ProfileField[]>([]);
  const deed = useDeed(close);
  const change = (part: Partial<Profile>) => setWanted({ ...wanted, ...part });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const changes = changesOf(seen, { ...wanted, contacts: keptContacts(wanted.contacts) });
    if (!changes) return close();
    void deed.run(() =>
      changeProfile(id, changes).catch((thrown) => {
        // now she sees what stands: pressed again, it is her value that is meant
        const current = standing(thrown);
        setSeen({ ...seen, ...current });
        setStale(FIELDS.filter((field) => field in current));
        throw thrown;
      }),
    );
  };
  return (
    <form class="desk-form desk-profile" onSubmit={submit} aria-label={t("profile.change")}>
      {FIELDS.map((field) => (
        <div key={field}>
          <Text
            label={t(`field.${field}`)}
            value={wanted[field]}
            most={MOST[field]}
            to={(v) => change({ [field]: v })}
          />
          {stale.includes(field) && seen[field] !== wanted[field].trim() && (
            <Stale seen={seen[field]} wanted={wanted[field]} take={() => change({ [field]: seen[field] })} />
          )}
        </div>
      ))}
      <Contacts contacts={wanted.contacts} change={(contacts) => change({ contacts })} />
      <DeedFailure deed={deed} />
      <p class="desk-form-end">
        <DeedButtons deed={deed} yes={t("profile.save")} leave={close} />
      </p>
    </form>
  );
}

const MOST: Record<ProfileField, number> = { phone: 40, address: 200, group_name: 40 };

/** The values that stand, where the server refused to overwrite what was not seen. */
function standing(thrown: unknown): Partial<Profile> {
  if (!(thrown instanceof Failure) || thrown.code !== "value_changed") return {};
  const current = thrown.facts.current as Record<string, string | null>;
  return Object.fromEntries(Object.entries(current).map(([field, value]) => [field, value ?? ""]));
}

/** Both values, where somebody else was first. */
function Stale({ seen, wanted, take }: { seen: string; wanted: string; take: () => void }) {
  return (
    <div class="desk-asked">
      <p>{t("profile.stands", { seen: seen || t("conflicts.nothing") })}</p>
      <p>{t("profile.yours", { wanted: wanted.trim() || t("conflicts.nothing") })}</p>
      <button type="button" class="desk-button" onClick={take}>
        {t("conflicts.keep")}
      </button>
    </div>
  );
}

interface TextProps {
  label: string;
  value: string;
  most: number;
  to: (value: string) => void;
  required?: boolean;
}

function Text({ label, value, most, to, required }: TextProps) {
  return (
    <Field label={label}>
      <input
        type="text"
        autocomplete="off"
        value={value}
        maxLength={most}
        {...(required && { required, pattern: ".*\\S.*" })}
        onInput={(event) => to(event.currentTarget.value)}
      />
    </Field>
  );
}

const NOBODY: Contact = { name: "", phone: "", relation: "" };

function Contacts({ contacts, change }: { contacts: Contact[]; change: (contacts: Contact[]) => void }) {
  const put = (at: number, part: Partial<Contact>) =>
    change(contacts.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset class="desk-contacts">
      <legend>{t("profile.contacts")}</legend>
      {contacts.map((one, at) => (
        <div key={at} class="desk-form">
          <Text label={t("profile.name")} value={one.name} most={60} to={(name) => put(at, { name })} required />
          <Text label={t("field.phone")} value={one.phone} most={40} to={(phone) => put(at, { phone })} />
          <Text label={t("profile.relation")} value={one.relation} most={40} to={(relation) => put(at, { relation })} />
          <button
            type="button"
            class="desk-button"
            onClick={() => change(contacts.filter((_, index) => index !== at))}
            aria-label={t("profile.remove", { name: one.name })}
          >
            {t("profile.remove_short")}
          </button>
        </div>
      ))}
      <button type="button" class="desk-button" onClick={() => change([...contacts, NOBODY])}>
        {t("profile.add")}
      </button>
    </fieldset>
  );
}
