/** Conventions in the engine, told step by step; a refused step throws. */
import type { OrdinaryInput } from '@entente/server/conventions/conventions';
import type { Actor } from '@entente/shared/negotiation/commands';
import { isRefusal } from '@entente/shared/negotiation/reasons';
import type { Existing } from '@entente/shared/negotiation/state';
import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import type { RunningEngine } from './engine.ts';
import { director, manager, type Organisation } from './people.ts';

export class EngineStory {
  readonly engine: RunningEngine;
  readonly id: string;

  private constructor(engine: RunningEngine, id: string) {
    this.engine = engine;
    this.id = id;
  }

  get conventions() {
    return this.engine.conventions;
  }

  /** A convention that exists already, as after the engine was started again. */
  static found(engine: RunningEngine, id: string): EngineStory {
    return new EngineStory(engine, id);
  }

  /** Opened by the Relais' manager, every section with a first paragraph. */
  static async open(engine: RunningEngine): Promise<EngineStory> {
    const sections = Object.fromEntries(
      sectionIds.map((section) => [
        section,
        [{ type: 'paragraph', content: [{ type: 'text', text: `Texte de ${section}.` }] }],
      ]),
    );
    const opened = await engine.conventions.open(manager('relais'), {
      title: 'Convention de répit',
      language: 'fr',
      timeZone: 'Europe/Paris',
      sections,
    });
    if (isRefusal(opened) || opened.state.stage === 'deleted') throw new Error('not opened');
    return new EngineStory(engine, opened.state.id);
  }

  /** The Relais and the Ville, each with its manager and its director, all writing. */
  static async twoParties(engine: RunningEngine): Promise<EngineStory> {
    const story = await EngineStory.open(engine);
    await story.names(manager('relais'), director('relais'));
    await story.joins('ville');
    await story.names(manager('ville'), director('ville'));
    return story;
  }

  async does(by: Actor, input: OrdinaryInput): Promise<void> {
    const outcome = await this.conventions.execute(this.id, by, input);
    if (isRefusal(outcome)) throw new Error(`${input.type} was refused: ${JSON.stringify(outcome.reasons)}`);
  }

  async codes(by: Actor, input: OrdinaryInput): Promise<string[]> {
    const outcome = await this.conventions.execute(this.id, by, input);
    if (!isRefusal(outcome)) throw new Error(`${input.type} was accepted`);
    return outcome.reasons.map(({ code }) => code);
  }

  async joins(
    organisation: Organisation,
    as: 'party' | 'observer-comments' | 'observer-reads' = 'party',
  ): Promise<void> {
    const invitation = `invitation-of-${organisation}`;
    const expiresAt = '2099-01-01T00:00:00.000Z';
    await this.does(manager('relais'), {
      type: 'inviteOrganisation',
      invitation,
      as,
      label: 'Une invitation',
      expiresAt,
    });
    await this.does(manager(organisation), { type: 'acceptInvitation', invitation });
  }

  async names(by: Actor, who: Actor, access: 'writes' | 'comments' | 'reads' = 'writes'): Promise<void> {
    await this.does(by, { type: 'nameParticipant', person: who.person, access });
  }

  async state(): Promise<Existing> {
    const replayed = await this.conventions.read(this.id);
    if (!replayed || replayed.state.stage === 'deleted') throw new Error('there is no such convention');
    return replayed.state;
  }

  async agrees(by: Actor, section: SectionId): Promise<void> {
    const { facts } = await this.conventions.text(this.id);
    await this.does(by, { type: 'takeStance', section, position: 'agree', digest: facts.sections[section].digest });
  }

  async closes(section: SectionId): Promise<void> {
    await this.agrees(manager('relais'), section);
    await this.agrees(manager('ville'), section);
  }

  async planAndOpen(): Promise<string> {
    const place = { kind: 'remote' } as const;
    await this.does(manager('relais'), {
      type: 'planMeeting',
      plannedFor: '2026-03-02T10:00:00.000Z',
      place,
      expected: [],
    });
    const meeting = (await this.state()).meetings.at(-1)?.id ?? '';
    await this.does(manager('relais'), { type: 'openMeeting', meeting });
    return meeting;
  }
}
