import { formatNumber } from '../dates.ts';
import type { CheckWords } from '../ru/check.ts';
import { notLoaded } from '../not-loaded.ts';

function days(count: number): string {
  return `${formatNumber(count, 'en')}\u00a0${count === 1 ? 'day' : 'days'}`;
}

export const en: CheckWords = {
  title: 'Can your identity card be renewed online?',
  service: 'Renew an identity card online',
  language: 'Language',
  loading: 'Loading…',
  offline: {
    ready: 'The check also works without the internet.',
    update: 'A new version of this page is ready.',
    use: 'Reload the page',
    'in-use': 'A new version is ready, but this page is open in another window with details entered. Finish there or close that window.',
  },
  sandbox: 'Demonstration: nothing is sent anywhere.',
  hosted: {
    leave: 'Close',
    over: 'The page is closed. What you entered has been deleted.',
    waiting: 'The page is waiting for the app that opened it…',
    refused: {
      heading: 'This page cannot be shown inside another one',
      remedy: 'Another page could pass it off as its own and learn what you enter.',
    },
    alone: 'Open the page on its own',
  },
  leaving: {
    finish: 'Finish',
    question: {
      draft: 'What you entered has not been sent and will be deleted.',
      sending:
        'The application is signed and may have arrived, but there is no response yet. If you close the page now, you will not see the ticket number: you can ask at a Public Service Centre (TsON) or call 1414 to find out whether it arrived.',
    },
    stay: 'Stay',
    leave: 'Close and delete',
    restart: 'Start again',
  },
  failure: {
    heading: notLoaded.en.heading,
    remedies: {
      connection: notLoaded.en.remedy,
      browser: 'The check does not work in this browser: WebAssembly is missing or turned off. Open the page in another browser.',
      page: 'There is a technical problem with this page. Try again later.',
      memory: 'This device does not have enough memory for the check. Close other pages and apps, then try again.',
    },
    retry: notLoaded.en.retry,
  },
  day: {
    label: 'Date of the check',
    decidedFor: (day) => `Checked for ${day}`,
    undecided: 'Checked for: no date',
    today: '(today in Kazakhstan)',
    other: (day) => `This is the result for ${day}, not for today.`,
    inForce: (from, through) => `The order is in force from ${from} to ${through}`,
    change: 'Check another date',
    question: 'Which date should be checked?',
    hint: 'For example: 1\u00a06\u00a02025. Leave empty for today.',
  },
  about: 'This is not a government website. No application is made until you send it. Official: eGov.kz, eGov\u00a0Mobile, 1414.',
  situation: {
    question: 'What happened to the document?',
    options: {
      expiry: 'My identity card is expiring or has expired',
      loss: 'My identity card was lost or stolen',
      damage: 'My identity card is damaged',
      'other-data': 'My name or other details have changed',
      'other-document': 'It is a passport or another document',
      'other-person': 'I am renewing it for somebody else',
    },
  },
  change: 'Change',
  expiry: {
    question: 'When does the identity card expire?',
    hint: 'The date on the back of the identity card, for example: 22\u00a011\u00a02025. If there are two dates, enter the second.',
  },
  date: { day: 'Day', month: 'Month', year: 'Year' },
  verdict: 'Result of the check',
  daysToExpiry: (count) =>
    count > 0 ? `${days(count)} until the expiry date` : count < 0 ? `Expired ${days(-count)} ago` : 'This is the expiry date',
  available: {
    heading: 'You can renew it online',
    through: (day) => `You can apply up to and including ${day}`,
  },
  unavailable: {
    unofficial: 'Unofficial translation. The order’s own text, in Russian:',
    tooEarly: (day) => `It is too early. You can apply from ${day}`,
    why: 'Why',
    notOpen: (before) => `Applications are accepted no earlier than ${days(before)} before the expiry date.`,
    closed: (after) => `Applications are accepted no later than ${days(after)} after the expiry date.`,
    next: 'What to do',
    owner: 'The holder of the identity card can apply if it is about to expire or has just expired.',
    visit: {
      police: 'If it was stolen, go to the police first: they give you a notification slip.',
      any: 'Go to any Public Service Centre (TsON).',
      bring: 'Take the old identity card with you.',
      booking:
        'Book beforehand: egov.kz, eGov\u00a0Mobile or 1414. Since 20\u00a0February\u00a02026, 32 branches only see people who have booked.',
    },
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
    needed: {
      lead: 'You will need:',
      always: [
        'your identity card',
        'a photo, which you can take here',
        'your handwritten signature, drawn on the screen or on white paper',
      ],
      payment: 'the number of the state duty payment',
      signing: { ncalayer: 'an ЭЦП key and NCALayer on this computer', host: 'the electronic signature in the app' },
      stays: 'What you enter stays on this device until you send it.',
    },
    button: 'Continue to the application',
    failure: {
      heading: 'The next step did not load',
      remedy: 'Check your internet connection and try again. If that does not help, reload the page.',
      reload: 'Reload the page',
    },
  },
  timeline: {
    heading: 'Key dates',
    opens: 'Applications open',
    today: 'Today',
    checked: 'Date of the check',
    expires: 'Last day the identity card is valid',
    closes: 'Last day to apply',
  },
  basis: {
    one: 'Rule and source',
    all: 'Rules and sources',
    inRussian: 'Sources are quoted in Russian.',
  },
  rules: 'Rules',
  haveTicket: {
    button: 'I have a ticket',
    anew: (ticket) => `A new application instead of the annulled one, ticket ${ticket}. First check the date on the identity card.`,
  },
};
