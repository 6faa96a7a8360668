import type { ImagingPageWords } from '../ru/imaging-page.ts';

export const kk: ImagingPageWords = {
  title: 'Фото мен қолтаңбаны тексеру',
  lead: 'Сурет таңдаңыз: бетте әр тексерудің өлшенген мәні мен шектері көрсетіледі. Сурет осы құрылғыда қалады.',
  subject: { question: 'Суретте не бар?', options: { photo: 'Бет фотосы', signature: 'Қолтаңба' } },
  choose: 'Сурет таңдау',
  samples: { face: 'Салынған бет', signature: 'Салынған қолтаңба' },
  report: 'Есеп',
  checking: 'Сурет тексерілуде…',
  verdict: { good: 'Ескерту жоқ', doubtful: 'Күмән бар', poor: 'Жарамайды' },
  size: (width, height) => `${width} × ${height} пиксель`,
  value: 'Мәні',
  good: 'жақсы',
  notPoor: 'рұқсат етіледі',
  profile: (id, milliseconds) => `Шектер: ${id}. Тексеру уақыты: ${milliseconds} мс.`,
  source: 'Бұл – өлшеуге болатын белгілер бойынша кеңес. Ресми сандық талаптар табылмады.',
};
