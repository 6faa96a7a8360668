import type { Subject } from '../pictures/assess.ts';
import type { Sample } from '../imaging-page/samples.ts';

/** Every word of the page that shows the checks themselves, in one language. */
export interface ImagingWords {
  title: string;
  lead: string;
  subject: { question: string; options: Record<Subject, string> };
  choose: string;
  /** Pictures that the page draws itself. */
  samples: Record<Sample, string>;
  report: string;
  checking: string;
  verdict: { good: string; doubtful: string; poor: string };
  size: (width: string, height: string) => string;
  value: string;
  /** Introduces the values that are good, and those that are not yet poor. */
  good: string;
  notPoor: string;
  profile: (id: string, milliseconds: string) => string;
  source: string;
}

export const imagingWords: Record<'kk' | 'ru' | 'en', ImagingWords> = {
  ru: {
    title: 'Проверка фото и подписи',
    lead: 'Выберите снимок: страница покажет каждую проверку с её значением и границами. Снимок остаётся на этом устройстве.',
    subject: { question: 'Что на снимке?', options: { photo: 'Фото лица', signature: 'Подпись' } },
    choose: 'Выбрать снимок',
    samples: { face: 'Нарисованное лицо', signature: 'Нарисованная подпись' },
    report: 'Отчёт',
    checking: 'Снимок проверяется…',
    verdict: { good: 'Подходит', doubtful: 'Есть сомнения', poor: 'Не подходит' },
    size: (width, height) => `${width} × ${height} пикселей`,
    value: 'Значение',
    good: 'хорошо',
    notPoor: 'допустимо',
    profile: (id, milliseconds) => `Границы: ${id}. Проверка заняла ${milliseconds} мс.`,
    source: 'Это советы по измеримым признакам. Официальных числовых требований не найдено.',
  },
  kk: {
    title: 'Фото мен қолтаңбаны тексеру',
    lead: 'Сурет таңдаңыз: бет әр тексеруді мәнімен және шектерімен көрсетеді. Сурет осы құрылғыда қалады.',
    subject: { question: 'Суретте не бар?', options: { photo: 'Бет фотосы', signature: 'Қолтаңба' } },
    choose: 'Сурет таңдау',
    samples: { face: 'Салынған бет', signature: 'Салынған қолтаңба' },
    report: 'Есеп',
    checking: 'Сурет тексерілуде…',
    verdict: { good: 'Жарайды', doubtful: 'Күмән бар', poor: 'Жарамайды' },
    size: (width, height) => `${width} × ${height} пиксел`,
    value: 'Мәні',
    good: 'жақсы',
    notPoor: 'рұқсат етіледі',
    profile: (id, milliseconds) => `Шектер: ${id}. Тексеру уақыты: ${milliseconds} мс.`,
    source: 'Бұл – өлшеуге болатын белгілер бойынша кеңес. Ресми сандық талаптар табылмады.',
  },
  en: {
    title: 'Checking a photo or signature',
    lead: 'Choose a picture: the page shows every check with its value and limits. The picture stays on this device.',
    subject: { question: 'What is in the picture?', options: { photo: 'A photo of a face', signature: 'A signature' } },
    choose: 'Choose a picture',
    samples: { face: 'A drawn face', signature: 'A drawn signature' },
    report: 'Report',
    checking: 'The picture is being checked…',
    verdict: { good: 'Good', doubtful: 'Doubtful', poor: 'Poor' },
    size: (width, height) => `${width} × ${height} pixels`,
    value: 'Value',
    good: 'good',
    notPoor: 'not yet poor',
    profile: (id, milliseconds) => `Limits: ${id}. The checks took ${milliseconds} ms.`,
    source: 'This is advice on what can be measured. No official numeric requirements were found.',
  },
};
