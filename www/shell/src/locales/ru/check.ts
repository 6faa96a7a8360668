import { formatNumber } from '../dates.ts';
import { notLoaded } from '../not-loaded.ts';

const plurals = new Intl.PluralRules('ru');

function days(count: number): string {
  const word = { one: 'день', few: 'дня' }[plurals.select(count) as string] ?? 'дней';
  return `${formatNumber(count, 'ru')}\u00a0${word}`;
}

/** The words of the check. Every language must have the same keys; dates are passed in formatted, with non-breaking spaces. */
export const ru = {
  title: 'Можно ли заменить удостоверение личности онлайн?',
  /** Heads every step. */
  service: 'Замена удостоверения онлайн',
  language: 'Язык',
  loading: 'Загрузка…',
  /** Says that the page works offline. */
  offline: {
    ready: 'Проверка работает и без интернета.',
    update: 'Готова новая версия страницы.',
    use: 'Обновить страницу',
    'in-use': 'Готова новая версия, но в другом окне с этой страницей есть введённые данные. Закончите там или закройте то окно.',
  },
  /** Says that the page is a demonstration. */
  sandbox: 'Демонстрация: ничего никуда не отправляется.',
  /** Inside an app or another page. */
  hosted: {
    leave: 'Закрыть',
    over: 'Страница закрыта. Введённые данные удалены.',
    waiting: 'Страница ждёт ответа приложения, в котором она открыта…',
    refused: {
      heading: 'Эту страницу нельзя показать внутри другой',
      remedy: 'Другая страница могла бы выдать её за свою и узнать то, что вы введёте.',
    },
    alone: 'Открыть страницу отдельно',
  },
  /** Asked before what was entered is forgotten. */
  leaving: {
    finish: 'Закончить',
    question: {
      draft: 'Введённые данные ещё не отправлены и будут удалены.',
      sending:
        'Заявка подписана и могла дойти, но ответа ещё нет. Если закрыть страницу сейчас, номера талона вы не увидите: узнать, дошла ли заявка, можно будет в ЦОН или по номеру 1414.',
    },
    stay: 'Остаться',
    leave: 'Закрыть и удалить данные',
    restart: 'Начать заново',
  },
  failure: {
    heading: notLoaded.ru.heading,
    remedies: {
      connection: notLoaded.ru.remedy,
      browser: 'В этом браузере проверка не работает: в нём нет или выключен WebAssembly. Откройте страницу в другом браузере.',
      page: 'На странице техническая ошибка. Попробуйте позже.',
      memory: 'На этом устройстве не хватает памяти для проверки. Закройте другие страницы и приложения и попробуйте ещё раз.',
    },
    retry: notLoaded.ru.retry,
  },
  day: {
    label: 'Дата проверки',
    decidedFor: (day: string) => `Проверка на дату: ${day}`,
    undecided: 'Проверка на дату: не указана',
    today: '(сегодня в Казахстане)',
    other: (day: string) => `Это результат на ${day}, а не на сегодня.`,
    inForce: (from: string, through: string) => `Приказ действует с ${from} по ${through}`,
    change: 'Проверить на другую дату',
    question: 'На какую дату проверить?',
    hint: 'Например: 1\u00a06\u00a02025. Если оставить пустым – на сегодня.',
  },
  /** Said of the page itself, where no app around it does. */
  about: 'Это не сайт государственного органа. Заявка не подаётся, пока вы её не отправите. Официально: eGov.kz, eGov\u00a0Mobile, 1414.',
  situation: {
    question: 'Что случилось с документом?',
    options: {
      expiry: 'Срок удостоверения истекает или истёк',
      loss: 'Удостоверение потеряно или украдено',
      damage: 'Удостоверение повреждено',
      'other-data': 'Изменились фамилия, имя или другие данные',
      'other-document': 'Это паспорт или другой документ',
      'other-person': 'Оформляю за другого человека',
    },
  },
  change: 'Изменить',
  expiry: {
    question: 'До какого числа действует удостоверение?',
    hint: 'Дата на обороте удостоверения, например: 22\u00a011\u00a02025. Если там две даты, нужна вторая.',
  },
  date: { day: 'День', month: 'Месяц', year: 'Год' },
  verdict: 'Результат проверки',
  /** Days until expiry; negative once the card has expired. */
  daysToExpiry: (count: number) =>
    count > 0
      ? `До окончания срока действия: ${days(count)}`
      : count < 0
        ? `Срок действия истёк ${days(-count)} назад`
        : 'В этот день срок действия заканчивается',
  available: {
    heading: 'Можно заменить онлайн',
    through: (day: string) => `Подать заявку можно по ${day} включительно`,
  },
  unavailable: {
    /** Introduces the order's own text; `null` if the notice is that text. */
    unofficial: null as string | null,
    tooEarly: (day: string) => `Пока рано. Подать можно с ${day}`,
    why: 'Почему',
    /** The bounds of the rules, in days. */
    notOpen: (before: number) => `Заявку принимают не раньше чем за ${days(before)} до конца срока действия.`,
    closed: (after: number) => `Заявку принимают не позже чем через ${days(after)} после конца срока действия.`,
    next: 'Что делать',
    owner: 'Заявку может подать сам владелец удостоверения, если его срок истекает или только что истёк.',
    /** inform.kz 1452cb; balqash-oniri.kz, qagro.kz. */
    visit: {
      police: 'Если документ украли, сначала обратитесь в полицию: там выдадут талон-уведомление.',
      any: 'Обратитесь в ЦОН: подойдёт любой.',
      bring: 'Возьмите старое удостоверение.',
      booking:
        'Запишитесь заранее: egov.kz, eGov\u00a0Mobile или 1414. С 20\u00a0февраля 2026\u00a0г. 32 отделения принимают только по записи.',
    },
    /** The button for the calendar file, and the file's texts. */
    reminder: {
      button: 'Добавить этот день в календарь',
      summary: 'Заменить удостоверение личности онлайн',
      description: 'В этот день открывается приём заявок онлайн на новое удостоверение личности.',
    },
  },
  /** Heads what living with an expired card costs. */
  expired: 'Срок действия удостоверения истёк',
  proceed: {
    duty: (amount: string) => `Государственная пошлина: ${amount}`,
    noDuty: 'Государственная пошлина не взимается',
    dutyUnknown: 'Размер государственной пошлины на эту дату неизвестен',
    needed: {
      lead: 'Понадобятся:',
      always: ['удостоверение', 'фотография: её можно снять здесь же', 'подпись от руки: на экране или на белом листе'],
      /** Only where a duty is due. */
      payment: 'номер платежа пошлины',
      signing: { ncalayer: 'ключ ЭЦП и NCALayer на этом компьютере', host: 'электронная подпись в приложении' },
      stays: 'Введённое остаётся на этом устройстве, пока вы его не отправите.',
    },
    button: 'Перейти к заявке',
    failure: {
      heading: 'Следующий шаг не загрузился',
      remedy: 'Проверьте подключение к интернету и попробуйте ещё раз. Если не поможет, откройте страницу заново.',
      reload: 'Открыть страницу заново',
    },
  },
  timeline: {
    heading: 'Сроки',
    opens: 'Приём заявок открывается',
    today: 'Сегодня',
    checked: 'Дата проверки',
    expires: 'Последний день действия удостоверения',
    closes: 'Последний день приёма заявок',
  },
  basis: {
    one: 'Правило и источник',
    all: 'Правила и источники',
    /** Says that sources are in Russian; `null` in Russian. */
    inRussian: null as string | null,
  },
  rules: 'Правила',
  /** For whoever has applied before. */
  haveTicket: {
    button: 'У меня есть талон',
    /** Above the check, after an application was annulled. */
    anew: (ticket: string) => `Новая заявка вместо аннулированной, талон ${ticket}. Сначала проверьте срок удостоверения.`,
  },
};

export type CheckWords = typeof ru;
