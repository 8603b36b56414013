/** The templates that a new branch may begin with. */
export const templateNames = ['medical-examination', 'general-practice', 'laboratory', 'showroom'] as const
export type TemplateName = (typeof templateNames)[number]
