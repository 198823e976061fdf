/** What each chapter of a plan says, for whoever reads the file. */
import type { Plan } from './form.ts'

export const chapterComments: Readonly<Record<keyof Plan, string>> = {
  roles: 'Who is responsible for what, measured by which figures, held by whom. People are named by their e-mail address.',
  severity: 'How bad something is follows from its effect and its reach; what follows from that stands below the table.',
  targets: 'Promised times. The first enabled target that names the type of a ticket counts, else the one for all others.',
  hours: 'When the team is there. "local" is the zone of the client, or of the organisation.',
  tiers: 'Who is asked first, who next, and after how long a ticket is handed on.',
  escalation: 'Who is told when nobody has answered or solved for so long.',
  thresholds: 'When monitoring speaks up.',
  testing: 'What a change must have passed, by its priority.',
  releases: 'Who approves a release.',
  patching: 'By when a vulnerability is closed.',
  maintenance: 'What is done regularly, when work is expected, and which assessments take place.',
  cadence: 'How the team keeps in step.',
  compliance: 'Which frameworks apply and what is checked for them.',
  restraint: 'What keeps Pitcrew from being a nuisance.',
}
