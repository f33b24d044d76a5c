import { NamedChoice } from '../choice/named-choice.js';
import { Button } from '../parts/button.js';
import fields from '../parts/form/form.module.css';
import { Panel } from '../parts/panel.js';
import { Popup } from '../parts/popup.js';
import filter from '../runs/filters/filter-bar.module.css';
import { CampaignName } from './campaign-name.js';
import type { FieldsProps } from './schedule-form.js';
import styles from './editor.module.css';

/** What is run: its name, the campaign, and which version of it. */
export const WhatFields = ({ form, faultsOf, onChange }: FieldsProps) => (
  <Panel title="What">
    <div className={fields.pair}>
      <label className={fields.field}>
        Name
        <input
          required
          maxLength={200}
          value={form.name}
          aria-invalid={faultsOf('/name').length > 0}
          onChange={({ target }) => onChange({ ...form, name: target.value })}
        />
      </label>
      <div className={fields.field}>
        Campaign
        <span className={styles.chosen}>
          {form.campaignId === '' ? (
            <span className={styles.note}>none yet</span>
          ) : (
            <CampaignName id={form.campaignId} />
          )}
          <Popup label="Campaign to run" align="start" trigger={<Button>Choose</Button>}>
            <div className={filter.panel}>
              <NamedChoice
                kind="campaign"
                chosen={form.campaignId}
                onChoose={(campaignId) => onChange({ ...form, campaignId, campaignVersion: '' })}
              />
            </div>
          </Popup>
        </span>
        {faultsOf('/campaignId').map(({ detail }) => (
          <span key={detail} className={fields.fault}>
            {detail}
          </span>
        ))}
      </div>
      <label className={fields.field}>
        Version
        <input
          inputMode="numeric"
          placeholder="latest at each start"
          value={form.campaignVersion}
          aria-invalid={faultsOf('/campaignVersion').length > 0}
          onChange={({ target }) => onChange({ ...form, campaignVersion: target.value })}
        />
      </label>
    </div>
  </Panel>
);
