import type { Applicant, Citation, DocumentKind, Reason } from 'kualik';

/** Every word of the page in one language. Dates come in ready-made, with spaces that do not break. */
export interface CheckWords {
  title: string;
  /** Heads the steps after the check. */
  service: string;
  lead: string;
  /** Names the language switch. */
  language: string;
  loading: string;
  /** What the page says of itself as a page that works without a network. */
  offline: { ready: string; update: string; use: string };
  /** Says that the page is a demonstration. */
  sandbox: string;
  /** What the page says inside an app or another page. */
  hosted: { leave: string; over: string; waiting: string; refused: { heading: string; remedy: string }; alone: string };
  failure: { heading: string; remedies: Record<'connection' | 'browser' | 'page', string>; retry: string };
  day: {
    label: string;
    decidedFor: (day: string) => string;
    undecided: string;
    today: string;
    inForce: (from: string, through: string) => string;
    change: string;
    question: string;
    hint: string;
  };
  document: { question: string; options: Record<DocumentKind, string> };
  reason: { question: string; options: Record<Reason, string> };
  applicant: { question: string; options: Record<Applicant, string> };
  expiry: { question: string; hint: string };
  date: Record<'day' | 'month' | 'year', string>;
  /** Names the place of the answer. */
  verdict: string;
  /** How far the end of validity is; negative once it has passed. */
  daysToExpiry: (days: number) => string;
  available: { heading: string; through: (day: string) => string };
  unavailable: {
    /** Introduces the order's own text; `null` where the notice is that text already. */
    unofficial: string | null;
    why: string;
    next: string;
    comeBack: (day: string) => string;
    ownerNow: string;
    ownerFrom: (day: string) => string;
    visit: string;
    visitInstead: string;
    booking: string;
    /** Makes the calendar file, and what stands in it. */
    reminder: { button: string; summary: string; description: string };
    fine: { heading: string; text: string };
  };
  proceed: {
    duty: (amount: string) => string;
    noDuty: string;
    dutyUnknown: string;
    needed: string;
    button: string;
    failure: { heading: string; remedy: string };
  };
  timeline: { heading: string; opens: string; today: string; checked: string; expires: string; closes: string };
  basis: {
    one: string;
    all: string;
    certainty: Record<Citation['certainty'], string>;
    /** Says that sources are in Russian; `null` where that goes without saying. */
    inRussian: string | null;
  };
  /** Names the ruleset that decided. */
  rules: string;
}
