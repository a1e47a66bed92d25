import type { zh } from "./zh";

/** The English sentences of the page of patterns. */
export const en: Record<keyof typeof zh, string> = {
  "patterns.title": "Signs to care about",
  "patterns.lead":
    "What months of visits show that deserves a closer look. A sign and no conclusion, and no number depends on it; a name opens onto the records.",
  "patterns.none": "Of {n} people nobody stands out.",
  "patterns.lonely": "Nobody came for long",
  "patterns.lonely_lead":
    "Called at least {calls} times in the last {days} days, but nobody was at the home. Somebody should come by and stay a while.",
  "patterns.since": "last visit at home {day}",
  "patterns.since_never": "no visit at home in the last {days} days",
  "patterns.calls": "spoken to {n} times lately: {days}",
  "patterns.worse": "May be getting worse",
  "patterns.worse_lead":
    "In the last {lately} days the same thing was wrong at least twice as often as in the {before} days before. Go and see: a doctor, an assessment?",
  "patterns.worse_line": "{tick}: wrong in {lately} of {of_lately} visits lately, in {before} of {of_before} before",
  "patterns.worse_days": "on {days}",
  "patterns.tick.spirit": "Spirits",
  "patterns.tick.body": "Body",
  "patterns.tick.food": "Food",
  "patterns.tick.safety": "Safety",
  "patterns.tick.hygiene": "Hygiene",
  "patterns.tick.needs": "Needs",
  "patterns.carers": "Carers who may be worn out",
  "patterns.carers_lead": "28 visits a week or more are owed (four a day without rest). Could others take some over?",
  "patterns.carer_line": "cares for {people}, {full} of them fully dependent; {visits} visits a week are owed",
  "patterns.share": "Give people to others",
  "patterns.township": "Choose a township first",
};
