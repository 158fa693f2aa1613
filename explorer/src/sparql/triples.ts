/* N-Triples, as the server writes the answer of CONSTRUCT and DESCRIBE. */

export interface Term {
  kind: "iri" | "blank" | "literal";
  value: string;
  extra: string;
}

export interface Triple {
  subject: Term;
  predicate: string;
  object: Term;
}

const LINE = /^(<[^>]*>|_:\S+)\s+<([^>]*)>\s+(<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>)?)\s*\.\s*$/;
const ESCAPES: Record<string, string> = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f", '"': '"', "'": "'", "\\": "\\" };

/** Read N-Triples; a line that is none is left out. */
export function parseTriples(text: string): Triple[] {
  const found: Triple[] = [];
  for (const line of text.split("\n")) {
    const parts = LINE.exec(line);
    if (parts) found.push({ subject: term(parts[1]!), predicate: plain(parts[2]!), object: term(parts[3]!) });
  }
  return found;
}

function term(text: string): Term {
  if (text.startsWith("<")) return { kind: "iri", value: plain(text.slice(1, -1)), extra: "" };
  if (text.startsWith("_:")) return { kind: "blank", value: text, extra: "" };
  const end = text.lastIndexOf('"');
  return { kind: "literal", value: plain(text.slice(1, end)), extra: text.slice(end + 1) };
}

const plain = (text: string): string =>
  text.replace(/\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|(.))/g, (_, short?: string, long?: string, one?: string) => {
    const code = parseInt(short ?? long ?? "0", 16);
    return one ? (ESCAPES[one] ?? one) : String.fromCodePoint(code <= 0x10ffff ? code : 0xfffd);
  });
