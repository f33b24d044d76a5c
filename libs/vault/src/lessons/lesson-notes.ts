import type { Sql } from '#platform/database/pool.js';

/**
 * Keeps the words of a lesson. `contactId`: whom it is about, where it is about one person; erasing them erases it. A
 * repeated request finds what the first one stored.
 */
export const saveLessonNote = async (
  sql: Sql,
  {
    lessonId,
    note,
    contactId,
  }: { readonly lessonId: string; readonly note: string; readonly contactId: string | null },
): Promise<void> => {
  await sql.query(
    'insert into vault.lesson_notes (lesson_id, note, contact_id) values ($1, $2, $3) on conflict (lesson_id) do nothing',
    [lessonId, note, contactId],
  );
};

/** Null once it was erased. */
export const lessonNote = async (sql: Sql, lessonId: string): Promise<string | null> => {
  const { rows } = await sql.query<{ note: string }>('select note from vault.lesson_notes where lesson_id = $1', [
    lessonId,
  ]);
  return rows[0]?.note ?? null;
};
