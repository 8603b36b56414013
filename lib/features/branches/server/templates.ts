import { type PathwayStep, plainStep } from '@/lib/features/journeys/pathway'
import type { TemplateName } from '@/lib/shared/branch-templates'
import type { LocalisedText } from '@/lib/shared/fields'
import type { NewPathway } from './set-up/pathway-rows'

type ServiceTemplate = {
  slug: string
  name: LocalisedText
  prefix: string
  typicalMinutes: number
  rooms: number
}

/** The initial content of a new branch. Rooms are numbered through the list, eight a floor; counters stand on the first. */
export type BranchTemplate = {
  services: readonly ServiceTemplate[]
  pathways?: readonly NewPathway[]
  kind?: 'room' | 'counter'
}

const clinic = (
  slug: string,
  ar: string,
  en: string,
  prefix: string,
  typicalMinutes: number,
  rooms = 1,
): ServiceTemplate => ({
  slug,
  name: { ar, en },
  prefix,
  typicalMinutes,
  rooms,
})

const step = (service: string, more: Partial<PathwayStep> = {}): PathwayStep => ({ ...plainStep(service), ...more })

/** Vital signs first, blood before ten because people come fasting, and the physician with all results at the end. */
const examination = (women: '' | 'women_'): PathwayStep[] => [
  step('vitals', { order: 'first' }),
  step('lab', { notAfterMinute: 600, minGapMinutes: 20 }),
  ...['xray', 'ecg', 'ent', 'surgery', 'dental', 'psychiatry', 'bones', 'audio'].map((service) => step(service)),
  step(`${women}eyes`),
  step(`${women}derma`),
  step(`${women}internal`, { after: ['vitals', 'lab', 'xray', 'ecg'], order: 'last' }),
]

/** A medical examination centre with its sixteen clinics. */
export const medicalExaminationCentre: BranchTemplate = {
  pathways: [
    { slug: 'full', name: { ar: 'الفحص الكامل', en: 'Full examination' }, steps: examination('') },
    {
      slug: 'full-women',
      name: { ar: 'الفحص الكامل للنساء', en: 'Full examination for women' },
      steps: examination('women_'),
    },
  ],
  services: [
    clinic('vitals', 'القياسات الحيوية', 'Vital signs', 'V', 4, 2),
    clinic('lab', 'المختبر', 'Laboratory', 'L', 5, 2),
    clinic('xray', 'الأشعة', 'X-ray', 'X', 7, 2),
    clinic('eyes', 'العيون', 'Eye clinic', 'E', 7),
    clinic('internal', 'الباطنية', 'Internal medicine', 'N', 8, 2),
    clinic('ent', 'الأنف والأذن والحنجرة', 'Ear, nose and throat', 'T', 6),
    clinic('surgery', 'الجراحة', 'Surgery', 'S', 7),
    clinic('dental', 'الأسنان', 'Dental', 'D', 6),
    clinic('psychiatry', 'النفسية', 'Psychiatry', 'P', 9),
    clinic('derma', 'الجلدية', 'Dermatology', 'K', 5),
    clinic('bones', 'العظام', 'Orthopaedics', 'B', 6),
    clinic('ecg', 'تخطيط القلب', 'ECG', 'C', 6),
    clinic('audio', 'السمع', 'Hearing', 'A', 6),
    clinic('women_internal', 'باطنية النساء', 'Women’s internal medicine', 'WN', 8),
    clinic('women_derma', 'جلدية النساء', 'Women’s dermatology', 'WK', 5),
    clinic('women_eyes', 'عيون النساء', 'Women’s eye clinic', 'WE', 7),
  ],
}

/** A general practice clinic. */
const generalPractice: BranchTemplate = {
  pathways: [
    {
      slug: 'check-up',
      name: { ar: 'فحص عام', en: 'Check-up' },
      steps: [step('vitals'), step('general', { after: ['vitals'] }), step('lab', { required: false })],
    },
  ],
  services: [
    clinic('general', 'الطب العام', 'General practice', 'G', 10, 3),
    clinic('vitals', 'القياسات الحيوية', 'Vital signs', 'V', 4),
    clinic('dental', 'الأسنان', 'Dental', 'D', 15),
    clinic('lab', 'المختبر', 'Laboratory', 'L', 5),
  ],
}

/** A laboratory for samples and their results. */
const laboratory: BranchTemplate = {
  services: [
    clinic('samples', 'سحب العينات', 'Sample collection', 'S', 4, 4),
    clinic('results', 'تسليم النتائج', 'Results', 'R', 3),
  ],
}

/** A showroom: sales, payment, collection and after-sales service at counters. */
const showroom: BranchTemplate = {
  kind: 'counter',
  pathways: [
    {
      slug: 'purchase',
      name: { ar: 'شراء', en: 'Purchase' },
      steps: [
        step('sales'),
        step('payment', { after: ['sales'] }),
        step('collection', { required: false, after: ['payment'] }),
      ],
    },
  ],
  services: [
    clinic('sales', 'المبيعات', 'Sales', 'S', 15, 4),
    clinic('payment', 'الطلبات والدفع', 'Orders and payment', 'P', 6, 2),
    clinic('collection', 'الاستلام', 'Collection', 'C', 5),
    clinic('after-sales', 'خدمة ما بعد البيع', 'After-sales service', 'A', 10),
  ],
}

/** A branch whose administrators add everything themselves. */
export const emptyBranch: BranchTemplate = { services: [] }

/** The templates of a new branch. */
export const branchTemplates = {
  'medical-examination': medicalExaminationCentre,
  'general-practice': generalPractice,
  laboratory,
  showroom,
} satisfies Record<TemplateName, BranchTemplate>
