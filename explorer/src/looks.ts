/* How each kind of thing looks; the same colours and words as sco_graph/palette.py. */

export interface Look {
  name: string;
  light: string;
  dark: string;
}

export const LOOKS: Record<string, Look> = {
  Organization: { name: "Organisation", light: "#b34700", dark: "#ff8a3d" },
  State: { name: "State", light: "#0067a6", dark: "#4da9e8" },
  Place: { name: "Place", light: "#6b6b6b", dark: "#b0b0b0" },
  Person: { name: "Person", light: "#a8447f", dark: "#e89cc5" },
  Meeting: { name: "Meeting", light: "#007a59", dark: "#2fc79b" },
  Exercise: { name: "Exercise", light: "#b8860b", dark: "#f5c04a" },
  Event: { name: "Other event", light: "#5b7f00", dark: "#a9d13c" },
  EventSeries: { name: "Event series", light: "#5f4bb6", dark: "#b3a4ff" },
  Agreement: { name: "Agreement", light: "#1a7a8c", dark: "#67d3e6" },
  Topic: { name: "Topic", light: "#7a6a3a", dark: "#d6c88e" },
  Community: { name: "Community", light: "#0067a6", dark: "#4da9e8" },
  Other: { name: "Other thing", light: "#6b6b6b", dark: "#b0b0b0" },
};

const FAMILY: Record<string, string> = {
  OrganizationBody: "Organization",
  Agent: "Organization",
  Summit: "Meeting",
  MinisterialMeeting: "Meeting",
};
for (const cls of "Treaty Convention Charter Protocol Memorandum Declaration Statement Programme".split(" "))
  FAMILY[cls] = "Agreement";

export const familyOf = (cls: string): string => (cls in LOOKS ? cls : (FAMILY[cls] ?? "Event"));

/** Families whose things have a date of their own. */
export const DATED = new Set(["Meeting", "Exercise", "Event", "Agreement"]);

const WORDS: Record<string, [string, string]> = {
  place: ["place", "what happened here"],
  topic: ["about", "about this"],
  party: ["signed by", "signed"],
  participant: ["participants", "took part in"],
  organizedBy: ["organised by", "organised"],
  inSeries: ["edition of", "editions"],
  adoptedAt: ["adopted at", "adopted here"],
  adoptedBy: ["document of", "documents"],
  adoptedOn: ["adopted on", "adopted on"],
  enteredIntoForce: ["in force from", "in force from"],
  bodyOf: ["organ of", "organs"],
  headquarters: ["seat", "seat of"],
  hasMember: ["members", "member of"],
  hasObserver: ["observers", "observer in"],
  hasDialoguePartner: ["dialogue partners", "dialogue partner of"],
  locatedIn: ["located in", "places in it"],
  represents: ["represents", "represented by"],
  narrower: ["narrower", "broader"],
  startDate: ["begins", "begins"],
  endDate: ["ends", "ends"],
  codeName: ["code name", "code name"],
};

/** A property as a reader would say it, from its subject's side or from its object's. */
export function inWords(predicate: string, inverse = false): string {
  const words = WORDS[predicate];
  return words ? words[inverse ? 1 : 0] : predicate.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

export const classInWords = (cls: string): string => cls.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();

export function dates(thing: { start?: string | null; end?: string | null }): string {
  return [thing.start, thing.end].filter(Boolean).join(" – ");
}

/** A name without control characters or marks that turn the direction of what stands beside it. */
export const clean = (text: string): string =>
  text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "").replace(/[\u0000-\u001f\u007f-\u009f]/g, " ");

/** Names that are nothing to look at or click on: spaces, marks without width. */
const BLANK = /^[\s\p{C}\p{M}]*$/u;

/** A name as a page shows it: one of blanks says so, and one as long as a book ends after `longest` characters. */
export function short(text: string, longest = 40): string {
  const plain = clean(text.slice(0, 4 * longest));
  if (BLANK.test(plain)) return text ? "(blank)" : "";
  if (plain.length <= longest) return plain;
  const characters = [...plain]; // half of a pair would be no character
  return characters.length <= longest ? plain : `${characters.slice(0, longest - 1).join("").trimEnd()}…`;
}
