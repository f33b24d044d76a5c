import { useId } from 'react';
import type { Schemas } from '#client/client.js';
import { Field } from '../library/editor/field.js';
import type { FieldsProps } from '../library/editor/item-editor.js';
import { NumberInput } from '../library/editor/number-input.js';
import form from '../parts/form/form.module.css';
import { channelWords } from '../runs/words.js';

type Sender = Schemas['SenderDefinition'];
type Channel = Schemas['ChannelKind'];

const channels = Object.keys(channelWords) as readonly Channel[];

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
      <Field label="Name" pointer="/name" faults={faultsAt('/name')}>
        {(attributes) => (
          <input
            {...attributes}
            maxLength={200}
            value={name}
            onChange={({ target }) => onChange({ ...value, name: target.value })}
          />
        )}
      </Field>
      <div className={form.pair}>
        <Field label="Channel" pointer="/channel" faults={faultsAt('/channel')}>
          {(attributes) => (
            <select
              {...attributes}
              value={channel}
              onChange={({ target }) => {
                const next = channels.find((each) => each === target.value);
                if (next !== undefined) onChange(onChannel(next, value));
              }}
            >
              {channels.map((each) => (
                <option key={each} value={each}>
                  {channelWords[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label="Provider"
          pointer="/provider"
          faults={faultsAt('/provider')}
          hint="The name of one that is configured."
        >
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
        <Field
          label="Messages a second"
          pointer="/limits/perSecond"
          faults={faultsAt('/limits/perSecond')}
          hint="Over all workers together; 0.5 is one every two seconds."
        >
          {(attributes) => (
            <NumberInput
              {...attributes}
              value={limits.perSecond}
              onChange={(perSecond) =>
                onChange({ ...value, limits: { ...limits, perSecond: perSecond ?? Number.NaN } })
              }
            />
          )}
        </Field>
        <Field
          label="Runs at a time"
          pointer="/limits/concurrentRuns"
          faults={faultsAt('/limits/concurrentRuns')}
          hint="Empty: any number. Test runs do not count."
        >
          {(attributes) => (
            <NumberInput
              {...attributes}
              value={limits.concurrentRuns}
              onChange={(concurrentRuns) => {
                const { perSecond } = limits;
                onChange({
                  ...value,
                  limits: concurrentRuns === undefined ? { perSecond } : { perSecond, concurrentRuns },
                });
              }}
            />
          )}
        </Field>
      </div>
    </>
  );
};

const EmailFields = ({ value, onChange, faultsAt }: FieldsProps<Sender>) => {
  const { from = { name: '', address: '' }, replyDomain } = value;
  return (
    <>
      <div className={form.pair}>
        <Field label="From: name" pointer="/from/name" faults={faultsAt('/from/name')} hint="May be empty.">
          {(attributes) => (
            <input
              {...attributes}
              value={from.name}
              onChange={({ target }) => onChange({ ...value, from: { ...from, name: target.value } })}
            />
          )}
        </Field>
        <Field label="From: address" pointer="/from/address" faults={faultsAt('/from/address')}>
          {(attributes) => (
            <input
              {...attributes}
              inputMode="email"
              value={from.address}
              onChange={({ target }) => onChange({ ...value, from: { ...from, address: target.value } })}
            />
          )}
        </Field>
      </div>
      <Field
        label="Domain of answers"
        pointer="/replyDomain"
        faults={faultsAt('/replyDomain')}
        hint="Where answers and bounces come back to. Empty: the domain of this installation."
      >
        {(attributes) => (
          <input
            {...attributes}
            value={replyDomain ?? ''}
            onChange={({ target }) => {
              const { replyDomain: _before, ...rest } = value;
              onChange(target.value === '' ? rest : { ...rest, replyDomain: target.value });
            }}
          />
        )}
      </Field>
    </>
  );
};

const HttpFields = ({ value, onChange, faultsAt }: FieldsProps<Sender>) => (
  <>
    <Field
      label="Address to post to"
      pointer="/url"
      faults={faultsAt('/url')}
      hint="https, unless the operator allows the host."
    >
      {(attributes) => (
        <input
          {...attributes}
          inputMode="url"
          value={value.url ?? ''}
          onChange={({ target }) => onChange({ ...value, url: target.value })}
        />
      )}
    </Field>
    <Field
      label="Signing secret"
      pointer="/secret"
      faults={faultsAt('/secret')}
      hint="The name of one that is configured, never the secret itself."
    >
      {(attributes) => (
        <input
          {...attributes}
          value={value.secret ?? ''}
          onChange={({ target }) => onChange({ ...value, secret: target.value })}
        />
      )}
    </Field>
  </>
);
