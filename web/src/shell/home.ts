import type { Session } from "../api/types.ts";
import { PAGES } from "../pages/pages.ts";
import type { PageName, Place } from "../router/url.ts";
import { may } from "../state/session.ts";

export const mayOpen = (session: Session, name: PageName): boolean => {
  const entry = PAGES.find(({ page }) => page === name);
  return entry !== undefined && (!entry.rights.length || may(session, ...entry.rights));
};

/** What each role comes for; for whoever is only remembered, their reports; else the first page that may be seen. */
const homeOf = (session: Session): PageName => {
  if (session.remembered) return "report";
  const own = HOMES[session.role];
  if (own && mayOpen(session, own)) return own;
  return PAGES.find(({ page, inMenu }) => inMenu && mayOpen(session, page))?.page ?? "bulletins";
};

const HOMES: Readonly<Record<string, PageName>> = {
  observer: "report",
  side_a: "commission",
  side_b: "commission",
  chair: "commission",
  auditor: "log",
  public: "bulletins",
};

/** The page that a place shows to somebody. */
export const pageOf = (place: Place, session: Session): PageName | null => (place.page === "home" ? homeOf(session) : place.page);
