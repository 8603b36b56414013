const place = {
  slug: 'room-1',
  label: { ar: 'غرفة ١', en: 'Room 1' },
  floor: { ar: 'الطابق الأرضي', en: 'Ground floor' },
  directions: { ar: 'ثاني باب على اليمين بعد الاستقبال', en: 'Second door on the right after reception' },
}

/** The public state of a queue in the middle of a busy morning, as `queue_update` carries it. */
export function sampleSnapshot(version) {
  const code = (number) => `E${String(number).padStart(3, '0')}`
  return {
    service: 'lab',
    name: { ar: 'المختبر', en: 'Laboratory' },
    branch: 'main',
    businessDate: '2026-11-22',
    version,
    counts: { issued: 60, waiting: 35, called: 1, inService: 1, onHold: 1, missed: 2, served: 18, cancelled: 2 },
    averageWaitMinutes: 14,
    waiting: Array.from({ length: 35 }, (_, i) => code(25 + i)),
    serving: [
      { code: code(23), state: 'in_service', servicePoint: 'room-1', since: '2026-11-22T07:40:11.250Z' },
      { code: code(24), state: 'called', servicePoint: 'room-1', since: '2026-11-22T07:42:01.031Z' },
    ],
    onHold: [code(19)],
    missed: [code(12), code(17)],
    calls: [24, 23, 22].map((number) => ({
      id: `0198f6a2-7a31-7c55-9e0b-0000000000${number}`,
      code: code(number),
      kind: 'call',
      at: `2026-11-22T07:${number + 16}:01.031Z`,
      goTo: place,
    })),
  }
}
