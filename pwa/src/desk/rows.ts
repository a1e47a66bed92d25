import type { components } from "../api/schema";

/** What the server answers to the desk (docs/protocol.md §5), as generated from its own shapes. Dates are `YYYY-MM-DD`, moments ISO 8601. */
type Shapes = components["schemas"];

export type Light = Shapes["Light"];
export type PolicyStatus = Shapes["PolicyStatus"];
export type PolicyLine = Shapes["PolicyLine"];
export type CheckupLine = Shapes["CheckupLine"];
export type CheckupFile = Shapes["CheckupFile"];
export type CheckupYear = Shapes["CheckupYear"];
export type SectionFill = Shapes["SectionFill"];
export type Townships = Shapes["TownshipsReply"];
export type TownshipRow = Shapes["TownshipRow"];
export type TownshipDuty = Shapes["TownshipDuty"];
export type TownshipFile = Shapes["TownshipReply"];
export type HouseholdDuty = Shapes["HouseholdDuty"];
export type Households = Shapes["HouseholdsReply"];
export type HouseholdRow = Shapes["HouseholdRow"];
export type HouseholdFile = Shapes["HouseholdReply"];
export type Policies = Shapes["PoliciesReply"];
export type FollowedPolicy = Shapes["FollowedPolicy"];
export type Extras = Shapes["ExtraDutiesReply"];
export type ExtraDuty = Shapes["ExtraDutyLine"];
export type ExtraFile = Shapes["ExtraReply"];
export type NewExtra = Shapes["RaiseRequest"];
export type Festival = Shapes["FestivalLine"];
export type Today = Shapes["TodayReply"];
export type ToUrge = Shapes["ToUrge"];
export type Overdue = Shapes["Overdue"];
export type Someone = Shapes["Someone"];
export type Urged = Shapes["Urged"];
export type Cover = Shapes["CoverLine"];
export type Covers = Shapes["CoversReply"];
export type Assigning = Shapes["AssigningLine"];
export type RosterReply = Shapes["RosterReply"];
export type RosterImport = Shapes["RosterImportLine"];
export type ProfileVersion = Shapes["ProfileVersion"];
export type Merge = Shapes["MergeLine"];
export type Twin = Shapes["Twin"];
export type Twins = Shapes["Twins"];
export type Village = Shapes["VillageLine"];
export type CarerLoad = Shapes["CarerLoad"];
export type People = Shapes["PeopleReply"];
export type PersonRow = Shapes["PersonRow"];
export type PersonFile = Shapes["PersonReply"];
export type Fact = Shapes["FactLine"];
export type Report = Shapes["ReportShape"];
export type ReportLine = Shapes["ReportLine"];
export type Assignment = Shapes["AssignmentShape"];
export type DutyLine = Shapes["DutyLine"];
export type DutyDay = Shapes["DutyDay"];
export type DutyGround = Shapes["DutyGround"];
export type OpenedExtra = Shapes["OpenedExtra"];
export type HeldFact = Shapes["HeldFact"];
export type NotCounted = Shapes["NotCounted"];
export type RecordRow = Shapes["RecordLine"];
export type RecordShape = Shapes["RecordShape"];
export type Why = Shapes["MendReason"];
export type Worker = Shapes["WorkerLine"];
export type Device = Shapes["DeviceLine"];
export type MissingPicture = Shapes["MissingLine"];
export type ParkedItem = Shapes["IssueLine"];
export type Profile = Shapes["PersonShape"];
export type Conflict = Shapes["ConflictLine"];
export type ConcernLine = Shapes["ConcernLine"];
export type ConcernFile = Shapes["ConcernFile"];
export type NeedLine = Shapes["NeedLine"];
export type Unreached = Shapes["Unreached"];
export type Hand = Shapes["Hand"];
export type NeedFile = Shapes["NeedFile"];
export type WeekPlan = Shapes["PlanReply"];
export type WorkerFile = Shapes["WorkerReply"];
export type NewSheet = Shapes["PaperRequest"];
export type SheetFile = Shapes["SheetFile"];
export type Consents = Shapes["ConsentsReply"];
export type Consent = Shapes["ConsentLine"];
export type PurposeLine = Shapes["PurposeLine"];
export type NewConsent = Required<Shapes["ConsentRequest"]>;
export type ShownBecause = Shapes["ShowRequest"]["because"];
export type MaskedField = Shapes["ShowRequest"]["field"];
export type Shown = Shapes["Shown"];
export type Showings = Shapes["ShowingsReply"];
export type Showing = Shapes["ShowingLine"];
export type Doors = Shapes["HomesReply"];
export type HomeDoor = Shapes["HomeLine"];
export type DoorCard = Shapes["PrintedCard"];
export type PrintedCards = Shapes["PrintReply"];
export type SignInLink = Shapes["EnrolmentLink"];

/** A reporting period, both days included. */
export type Period = Pick<People, "from" | "to">;

/** What is opened onto its days and records: a person's file, a household's, or a township's. */
export type Opened = Period &
  Pick<PersonFile, "today" | "duties" | "records" | "quarantined"> &
  Partial<Pick<PersonFile, "extra">>;
