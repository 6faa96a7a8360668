/** The words of the page that shows the checks themselves. */
export const ru = {
  title: 'Проверка фото и подписи',
  lead: 'Выберите снимок: страница покажет каждую проверку с измеренным значением и границами. Снимок остаётся на этом устройстве.',
  subject: { question: 'Что на снимке?', options: { photo: 'Фото лица', signature: 'Подпись' } },
  choose: 'Выбрать снимок',
  samples: { face: 'Нарисованное лицо', signature: 'Нарисованная подпись' },
  report: 'Отчёт',
  checking: 'Снимок проверяется…',
  verdict: { good: 'Замечаний не найдено', doubtful: 'Есть сомнения', poor: 'Не подходит' },
  size: (width: string, height: string) => `${width} × ${height} пикселей`,
  value: 'Значение',
  /** Introduces the values that are good, and those that are not yet poor. */
  good: 'хорошо',
  notPoor: 'допустимо',
  profile: (id: string, milliseconds: string) => `Границы: ${id}. Проверка заняла ${milliseconds} мс.`,
  source: 'Это советы по измеримым признакам. Официальных числовых требований не найдено.',
};

export type ImagingPageWords = typeof ru;
