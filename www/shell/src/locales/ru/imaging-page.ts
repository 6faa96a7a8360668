import type { ImagingPageWords } from '../imaging-page-words.ts';

export const ru: ImagingPageWords = {
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
};
