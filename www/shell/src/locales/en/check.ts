import { formatNumber } from '../dates.ts';
import type { CheckWords } from '../ru/check.ts';
import { notLoaded } from '../not-loaded.ts';

function days(count: number): string {
  return `${formatNumber(count, 'en')}\u00a0${count === 1 ? 'day' : 'days'}`;
}

export const en: CheckWords = {
  title: 'Can your identity card be renewed online?',
  service: 'Online renewal of the identity card',
  lead: 'The answer appears at once. What you enter stays on this device.',
  language: 'Language',
  loading: 'Loading…',
  offline: {
    ready: 'The check also works without the internet.',
    update: 'A new version of this page is ready.',
    use: 'Use it',
    'in-use': 'A new version is ready, but something is entered on this page in another window. Finish there or close it.',
  },
  sandbox: 'Demonstration: nothing is sent anywhere.',
  hosted: {
    leave: 'Close',
    over: 'The page is closed. What was entered on it is forgotten.',
    waiting: 'The page is waiting for the app that it was opened in…',
    refused: {
      heading: 'This page cannot be shown inside another one',
      remedy: 'Another page could pass it off as its own and learn what you enter.',
    },
    alone: 'Open the page by itself',
  },
  leaving: {
    finish: 'Finish',
    question: {
      draft: 'What you entered has not been sent and will be forgotten.',
      sending:
        'The application is signed and may have arrived, but there is no answer yet. If you close the page now, you will not see the ticket number: a Public Service Centre (TsON) or the number 1414 can tell whether it arrived.',
    },
    stay: 'Stay',
    leave: 'Close and forget',
    restart: 'Start again',
  },
  failure: {
    heading: notLoaded.en.heading,
    remedies: {
      connection: notLoaded.en.remedy,
      browser: 'The check does not work in this browser: WebAssembly is missing or turned off. Open the page in another browser.',
      page: 'This page was not installed correctly. Try again later.',
      memory: 'This device has no memory left for the check. Close other pages and apps, then try again.',
    },
    retry: notLoaded.en.retry,
  },
  day: {
    label: 'Date of the decision',
    decidedFor: (day) => `Decision for ${day}`,
    undecided: 'Decision for: no date',
    today: '(today in Kazakhstan)',
    other: (day) => `This is a decision for ${day}, not for today.`,
    inForce: (from, through) => `The order is in force from ${from} through ${through}`,
    change: 'Check another date',
    question: 'Which date should be checked?',
    hint: 'For example: 1\u00a06\u00a02025. Leave empty for today.',
  },
  document: {
    question: 'Which document needs renewing?',
    options: {
      'identity-card': 'Identity card',
      passport: 'Passport',
      'residence-permit': 'Residence permit',
      'stateless-person-certificate': 'Stateless person’s certificate',
    },
  },
  reason: {
    question: 'Why is a new document needed?',
    options: {
      expiry: 'It is expiring or has expired',
      loss: 'It was lost',
      theft: 'It was stolen',
      damage: 'It is damaged',
      'name-change': 'The name has changed',
      'data-correction': 'There is a mistake in it',
      'first-issue': 'It is my first one',
      other: 'Another reason',
    },
  },
  applicant: {
    question: 'Who is applying?',
    options: { owner: 'The holder of the document', representative: 'Somebody else for the holder' },
  },
  expiry: {
    question: 'When does the identity card expire?',
    hint: 'As printed on the card, for example: 22\u00a011\u00a02025. If there are two dates, the second.',
  },
  date: { day: 'Day', month: 'Month', year: 'Year' },
  verdict: 'Decision',
  daysToExpiry: (count) =>
    count > 0
      ? `${days(count)} until the card expires`
      : count < 0
        ? `The card expired ${days(-count)} ago`
        : 'The card expires on this day',
  available: {
    heading: 'You can renew it online',
    through: (day) => `You can apply up to and including ${day}`,
  },
  unavailable: {
    unofficial: 'Unofficial translation. The order’s own text, in Russian:',
    why: 'Why',
    next: 'What to do',
    comeBack: (day) => `Come back to this page on ${day}: online applications open that day.`,
    ownerNow: 'The holder of the document can make the online application.',
    ownerFrom: (day) => `The holder of the document can make the online application from ${day}`,
    visit: 'Go to a Public Service Centre (TsON).',
    visitInstead: 'Or go to a Public Service Centre (TsON).',
    booking: 'Since 20\u00a0February\u00a02026, 32 branches only see people who have booked, so ask beforehand.',
    reminder: {
      button: 'Add this day to the calendar',
      summary: 'Renew the identity card online',
      description: 'Online applications for the new identity card open on this day.',
    },
  },
  expired: 'The identity card has expired',
  proceed: {
    duty: (amount) => `State duty: ${amount}`,
    noDuty: 'No state duty is due',
    dutyUnknown: 'The state duty for this day is not known',
    needed: (isPaid) =>
      `You will need the card, a photo${isPaid ? ', your signature and the payment number' : ' and your signature'}. What you enter stays on this device until you send it.`,
    button: 'Continue to the application',
    failure: {
      heading: 'The next step did not load',
      remedy: 'Check your internet connection and try again. If that does not help, open the page anew.',
      reload: 'Open the page anew',
    },
  },
  timeline: {
    heading: 'Key dates',
    opens: 'Applications open',
    today: 'Today',
    checked: 'Date of the decision',
    expires: 'Last day the card is valid',
    closes: 'Last day to apply',
  },
  basis: {
    one: 'Basis',
    all: 'What the decision rests on',
    inRussian: 'Sources are quoted in Russian.',
  },
  rules: 'Rules',
  haveTicket: {
    button: 'I have a ticket',
    anew: (ticket) => `A new application instead of the annulled one, ticket ${ticket}. First check the date on the card.`,
  },
};
