/** Invented names, used by the reception. */
export const walkInNames: readonly string[] = [
  'سارة العتيبي',
  'عبدالله القحطاني',
  'نورة الشهري',
  'خالد الغامدي',
  'Amina Yusuf',
  'فاطمة الزهراني',
  'محمد الدوسري',
  'ريم الحربي',
  'Daniel Okafor',
  'يوسف المطيري',
  'هند السبيعي',
  'عمر البقمي',
]
