import { formatNumber } from '../dates.ts';
import type { Words } from './words.ts';

const plurals = new Intl.PluralRules('ru');

function days(count: number): string {
  const word = { one: 'день', few: 'дня' }[plurals.select(count) as string] ?? 'дней';
  return `${formatNumber(count, 'ru')}\u00a0${word}`;
}

export const ru: Words = {
  name: 'Русский',
  title: 'Можно ли заменить удостоверение личности онлайн?',
  lead: 'Решение появится сразу. То, что вы введёте, останется на этом устройстве.',
  language: 'Язык',
  loading: 'Загрузка…',
  failure: {
    heading: 'Проверка не загрузилась',
    remedies: {
      connection: 'Проверьте подключение к интернету и попробуйте ещё раз.',
      browser: 'В этом браузере проверка не работает: в нём нет или выключен WebAssembly. Откройте страницу в другом браузере.',
      page: 'Страница установлена с ошибкой. Попробуйте позже.',
    },
    retry: 'Попробовать ещё раз',
  },
  day: {
    label: 'Дата решения',
    decidedFor: (day) => `Решение на дату: ${day}`,
    undecided: 'Решение на дату: не указана',
    today: '(сегодня в Казахстане)',
    inForce: (from, through) => `Приказ действует с ${from} по ${through}`,
    change: 'Проверить на другую дату',
    question: 'На какую дату проверить?',
    hint: 'Например: 1\u00a06\u00a02025. Если оставить пустым – на сегодня.',
  },
  document: {
    question: 'Какой документ нужно заменить?',
    options: {
      'identity-card': 'Удостоверение личности',
      'passport': 'Паспорт',
      'residence-permit': 'Вид на жительство',
      'stateless-person-certificate': 'Удостоверение лица без гражданства',
    },
  },
  reason: {
    question: 'Почему нужен новый документ?',
    options: {
      'expiry': 'Срок действия истекает или истёк',
      'loss': 'Документ утерян',
      'theft': 'Документ украден',
      'damage': 'Документ повреждён',
      'name-change': 'Изменились фамилия, имя или отчество',
      'data-correction': 'В документе ошибка',
      'first-issue': 'Получаю документ впервые',
      'other': 'Другая причина',
    },
  },
  applicant: {
    question: 'Кто подаёт заявку?',
    options: { owner: 'Сам владелец документа', representative: 'Другой человек за владельца' },
  },
  expiry: {
    question: 'До какого числа действует удостоверение?',
    hint: 'Как напечатано на карте, например: 22\u00a011\u00a02025. Если там две даты, нужна вторая.',
  },
  date: { day: 'День', month: 'Месяц', year: 'Год' },
  verdict: 'Решение',
  daysToExpiry: (count) =>
    count > 0 ? `До окончания срока действия: ${days(count)}`
    : count < 0 ? `Срок действия истёк ${days(-count)} назад`
    : 'В этот день срок действия заканчивается',
  available: {
    heading: 'Можно заменить онлайн',
    through: (day) => `Подать заявку можно по ${day} включительно`,
  },
  unavailable: {
    unofficial: null,
    why: 'Почему',
    next: 'Что делать',
    comeBack: (day) => `Вернитесь сюда ${day}: в этот день откроется приём заявок онлайн.`,
    ownerNow: 'Сам владелец документа может подать заявку онлайн.',
    ownerFrom: (day) => `Сам владелец документа сможет подать заявку онлайн с ${day}`,
    visit: 'Обратитесь в ЦОН.',
    visitInstead: 'Или обратитесь в ЦОН.',
    booking: 'Часть отделений принимает только по записи – уточните это заранее.',
  },
  timeline: {
    heading: 'Сроки',
    opens: 'Приём заявок открывается',
    today: 'Сегодня',
    checked: 'Дата решения',
    expires: 'Последний день действия карты',
    closes: 'Последний день приёма заявок',
  },
  basis: {
    one: 'Основание',
    all: 'На чём основано решение',
    certainty: { order: 'слова самого приказа', report: 'по сообщениям СМИ', interpretation: 'наше толкование' },
    inRussian: null,
  },
  rules: 'Правила',
};
