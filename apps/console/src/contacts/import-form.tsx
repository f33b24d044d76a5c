import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FileUp, Upload } from 'lucide-react';
import { type SyntheticEvent, useEffect, useState } from 'react';
import { useSession } from '../api/session.js';
import { announce } from '../parts/announcer.js';
import { Button } from '../parts/button.js';
import form from '../parts/form/form.module.css';
import { ProblemNote } from '../parts/form/problem-note.js';
import { RadioChoice } from '../parts/form/radio-choice.js';
import { Panel } from '../parts/panel.js';
import { newestImportQuery } from './contacts-queries.js';
import { type ImportOptions, uploadContacts } from './upload.js';
import styles from './contacts.module.css';

const inMegabytes = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const sizeOf = (bytes: number): string => `${inMegabytes.format(bytes / 1_000_000)} MB`;

/** Takes a file, shows how far it is, and leads to its report. */
export const ImportForm = () => {
  const [file, setFile] = useState<File | null>(null);
  const [over, setOver] = useState(false);
  const [sent, setSent] = useState(0);
  const [options, setOptions] = useState<ImportOptions>({ unknownColumns: 'attributes', sharedAddresses: 'refuse' });
  const role = useSession()?.role;
  const client = useQueryClient();
  const navigate = useNavigate();
  const upload = useMutation({
    mutationFn: (chosen: File) => uploadContacts(chosen, options, setSent),
    onSuccess: ({ rows, refused }) => {
      announce(`The import is finished: ${rows} rows, ${refused} refused`);
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['imports'] }),
        client.invalidateQueries({ queryKey: ['contacts'] }),
      ]),
  });
  const { isPending } = upload;
  useEffect(() => {
    if (!isPending) return undefined;
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [isPending]);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (file === null || isPending) return;
    setSent(0);
    upload.mutate(file, {
      // Whoever has gone on to another page meanwhile is left there.
      onSuccess: ({ id }) => void navigate({ to: '/contacts/imports/$importId', params: { importId: id } }),
    });
  };
  const refusal = role === 'manager' || role === 'admin' ? undefined : 'Importing contacts is for managers';
  return (
    <Panel title="Import a file" note="CSV with a header line, or NDJSON; a broken row costs only itself">
      <form className={form.form} onSubmit={submit}>
        <label
          className={styles.drop}
          data-over={over}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            setFile(event.dataTransfer.files[0] ?? null);
          }}
        >
          <FileUp size={22} strokeWidth={1.6} aria-hidden />
          <span>{file === null ? 'Drop a file here, or choose one' : `${file.name}, ${sizeOf(file.size)}`}</span>
          <input
            type="file"
            accept=".csv,.ndjson,.jsonl,text/csv,application/x-ndjson"
            disabled={isPending || refusal !== undefined}
            onChange={({ target }) => setFile(target.files?.[0] ?? null)}
          />
        </label>
        <RadioChoice
          legend="Columns that no field is called like"
          value={options.unknownColumns}
          choices={[
            { value: 'attributes', label: 'become attributes' },
            { value: 'ignore', label: 'are left out' },
          ]}
          onChoose={(unknownColumns) => setOptions({ ...options, unknownColumns })}
        />
        <RadioChoice
          legend="A row with an address that another contact has"
          value={options.sharedAddresses}
          choices={[
            { value: 'refuse', label: 'is refused, and told in the report' },
            { value: 'allow', label: 'is taken: they share the address' },
          ]}
          onChoose={(sharedAddresses) => setOptions({ ...options, sharedAddresses })}
        />
        {isPending && file !== null ? <Progress sent={sent} size={file.size} /> : null}
        {upload.isError ? <ProblemNote error={upload.error} /> : null}
        <span>
          <Button
            type="submit"
            look="primary"
            icon={Upload}
            refusal={refusal}
            disabled={isPending || (file === null && refusal === undefined)}
          >
            {isPending ? 'Importing…' : 'Import'}
          </Button>
        </span>
      </form>
    </Panel>
  );
};

/** The file as far as it was taken, and what became of its rows so far. */
const Progress = ({ sent, size }: { readonly sent: number; readonly size: number }) => {
  const newest = useQuery(newestImportQuery).data?.items[0];
  return (
    <div className={styles.progress} role="status">
      <progress aria-label="Import" value={size === 0 ? 1 : Math.min(1, sent / size)} />
      <span>
        {sizeOf(Math.min(sent, size))} of {sizeOf(size)}
        {newest?.state === 'running'
          ? `; ${newest.rows.toLocaleString()} rows dealt with, ${newest.refused.toLocaleString()} refused`
          : ''}
      </span>
    </div>
  );
};
