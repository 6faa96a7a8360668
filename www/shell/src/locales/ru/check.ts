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
  /** Heads the steps after the check. */
  service: 'Замена удостоверения личности онлайн',
  lead: 'Решение появится сразу. То, что вы введёте, останется на этом устройстве.',
  language: 'Язык',
  loading: 'Загрузка…',
  /** Says that the page works offline. */
  offline: {
    ready: 'Проверка работает и без интернета.',
    update: 'Готова новая версия страницы.',
    use: 'Открыть её',
    'in-use': 'Готова новая версия, но на этой странице что-то введено в другом окне. Закончите там или закройте его.',
  },
  /** Says that the page is a demonstration. */
  sandbox: 'Демонстрация: ничего никуда не отправляется.',
  /** Inside an app or another page. */
  hosted: {
    leave: 'Закрыть',
    over: 'Страница закрыта. Введённое на ней забыто.',
    waiting: 'Страница ждёт приложение, в котором она открыта…',
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
      draft: 'Введённое ещё не отправлено и будет забыто.',
      sending:
        'Заявка подписана и могла дойти, но ответа ещё нет. Если закрыть страницу сейчас, номера талона вы не увидите: узнать, дошла ли заявка, можно будет в ЦОН или по номеру 1414.',
    },
    stay: 'Остаться',
    leave: 'Закрыть и забыть',
    restart: 'Начать заново',
  },
  failure: {
    heading: notLoaded.ru.heading,
    remedies: {
      connection: notLoaded.ru.remedy,
      browser: 'В этом браузере проверка не работает: в нём нет или выключен WebAssembly. Откройте страницу в другом браузере.',
      page: 'Страница установлена с ошибкой. Попробуйте позже.',
      memory: 'На этом устройстве не хватает памяти для проверки. Закройте другие страницы и приложения и попробуйте ещё раз.',
    },
    retry: notLoaded.ru.retry,
  },
  day: {
    label: 'Дата решения',
    decidedFor: (day: string) => `Решение на дату: ${day}`,
    undecided: 'Решение на дату: не указана',
    today: '(сегодня в Казахстане)',
    other: (day: string) => `Это решение на ${day}, а не на сегодня.`,
    inForce: (from: string, through: string) => `Приказ действует с ${from} по ${through}`,
    change: 'Проверить на другую дату',
    question: 'На какую дату проверить?',
    hint: 'Например: 1\u00a06\u00a02025. Если оставить пустым – на сегодня.',
  },
  document: {
    question: 'Какой документ нужно заменить?',
    options: {
      'identity-card': 'Удостоверение личности',
      passport: 'Паспорт',
      'residence-permit': 'Вид на жительство',
      'stateless-person-certificate': 'Удостоверение лица без гражданства',
    },
  },
  reason: {
    question: 'Почему нужен новый документ?',
    options: {
      expiry: 'Срок действия истекает или истёк',
      loss: 'Документ утерян',
      theft: 'Документ украден',
      damage: 'Документ повреждён',
      'name-change': 'Изменились фамилия, имя или отчество',
      'data-correction': 'В документе ошибка',
      'first-issue': 'Получаю документ впервые',
      other: 'Другая причина',
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
    why: 'Почему',
    next: 'Что делать',
    comeBack: (day: string) => `Вернитесь сюда ${day}: в этот день откроется приём заявок онлайн.`,
    ownerNow: 'Сам владелец документа может подать заявку онлайн.',
    ownerFrom: (day: string) => `Сам владелец документа сможет подать заявку онлайн с ${day}`,
    visit: 'Обратитесь в ЦОН.',
    visitInstead: 'Или обратитесь в ЦОН.',
    booking: 'С 20\u00a0февраля 2026\u00a0г. 32 отделения принимают только по записи – уточните это заранее.',
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
    /** Without a duty there is no payment to name. */
    needed: (isPaid: boolean) =>
      `Понадобятся удостоверение, фото${isPaid ? ', подпись и номер платежа' : ' и подпись'}. Введённое остаётся на этом устройстве, пока вы его не отправите.`,
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
    checked: 'Дата решения',
    expires: 'Последний день действия карты',
    closes: 'Последний день приёма заявок',
  },
  basis: {
    one: 'Основание',
    all: 'На чём основано решение',
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
