/** The templates that a new branch may begin with. */
export const templateNames = ['medical_examination_centre', 'general_practice', 'laboratory'] as const
export type TemplateName = (typeof templateNames)[number]
