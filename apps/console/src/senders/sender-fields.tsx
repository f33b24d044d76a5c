import { useId } from 'react';
import type { Schemas } from '#client/client.js';
import { ChoiceField, NumberField, TextField } from '../library/editor/controls.js';
import { Field } from '../library/editor/field.js';
import type { FieldsProps } from '../library/editor/item-editor.js';
import form from '../parts/form/form.module.css';
import { channelWords } from '../runs/words.js';

type Sender = Schemas['SenderDefinition'];
type Channel = Schemas['ChannelKind'];

/** What each channel needs, and nothing of another one. */
const onChannel = (channel: Channel, { name, limits }: Sender): Sender => {
  switch (channel) {
    case 'email':
      return { name, channel, from: { name: '', address: '' }, provider: 'smtp', limits };
    case 'http':
      return { name, channel, url: '', secret: '', provider: 'http', limits };
    case 'noop':
      return { name, channel, provider: 'noop', limits };
  }
};

/** A sender as a form: on whose behalf, through whom, and how fast. */
export const SenderFields = ({ value, onChange, faultsAt }: FieldsProps<Sender>) => {
  const providers = useId();
  const { name, channel, provider, limits } = value;
  return (
    <>
      <TextField
        label="Name"
        pointer="/name"
        faultsAt={faultsAt}
        maxLength={200}
        value={name}
        onChange={(next) => onChange({ ...value, name: next })}
      />
      <div className={form.pair}>
        <ChoiceField
          label="Channel"
          pointer="/channel"
          faultsAt={faultsAt}
          value={channel}
          choices={channelWords}
          onChange={(next) => onChange(onChannel(next, value))}
        />
        <Field label="Provider" pointer="/provider" faultsAt={faultsAt} hint="The name of one that is configured.">
          {(attributes) => (
            <>
              <input
                {...attributes}
                list={providers}
                value={provider}
                onChange={({ target }) => onChange({ ...value, provider: target.value })}
              />
              <datalist id={providers}>
                {['smtp', 'http', 'noop'].map((each) => (
                  <option key={each} value={each} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      </div>
      {channel === 'email' ? <EmailFields value={value} onChange={onChange} faultsAt={faultsAt} /> : null}
      {channel === 'http' ? <HttpFields value={value} onChange={onChange} faultsAt={faultsAt} /> : null}
      <div className={form.pair}>
        <NumberField
          label="Messages a second"
          pointer="/limits/perSecond"
          faultsAt={faultsAt}
          hint="Over all workers together; 0.5 is one every two seconds."
          value={limits.perSecond}
          onChange={(perSecond) => onChange({ ...value, limits: { ...limits, perSecond: perSecond ?? Number.NaN } })}
        />
        <NumberField
          label="Runs at a time"
          pointer="/limits/concurrentRuns"
          faultsAt={faultsAt}
          hint="Empty: any number. Test runs do not count."
          value={limits.concurrentRuns}
          onChange={(concurrentRuns) => {
            const { perSecond } = limits;
            onChange({
              ...value,
              limits: concurrentRuns === undefined ? { perSecond } : { perSecond, concurrentRuns },
            });
          }}
        />
      </div>
    </>
  );
};

const EmailFields = ({ value, onChange, faultsAt }: FieldsProps<Sender>) => {
  const { from = { name: '', address: '' }, replyDomain } = value;
  return (
    <>
      <div className={form.pair}>
        <TextField
          label="From: name"
          pointer="/from/name"
          faultsAt={faultsAt}
          hint="May be empty."
          value={from.name}
          onChange={(next) => onChange({ ...value, from: { ...from, name: next } })}
        />
        <TextField
          label="From: address"
          pointer="/from/address"
          faultsAt={faultsAt}
          inputMode="email"
          value={from.address}
          onChange={(address) => onChange({ ...value, from: { ...from, address } })}
        />
      </div>
      <TextField
        label="Domain of answers"
        pointer="/replyDomain"
        faultsAt={faultsAt}
        hint="Where answers and bounces come back to. Empty: the domain of this installation."
        value={replyDomain ?? ''}
        onChange={(next) => {
          const { replyDomain: _before, ...rest } = value;
          onChange(next === '' ? rest : { ...rest, replyDomain: next });
        }}
      />
    </>
  );
};

const HttpFields = ({ value, onChange, faultsAt }: FieldsProps<Sender>) => (
  <>
    <TextField
      label="Address to post to"
      pointer="/url"
      faultsAt={faultsAt}
      hint="https, unless the operator allows the host."
      inputMode="url"
      value={value.url ?? ''}
      onChange={(url) => onChange({ ...value, url })}
    />
    <TextField
      label="Signing secret"
      pointer="/secret"
      faultsAt={faultsAt}
      hint="The name of one that is configured, never the secret itself."
      value={value.secret ?? ''}
      onChange={(secret) => onChange({ ...value, secret })}
    />
  </>
);
