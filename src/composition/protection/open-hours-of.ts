// The calendar of a gateway, less what people have opened, as the data folder keeps it.
import { CalendarOverrideFile } from '../../../adapters/folder/calendar-override-file.js';
import type { Catalogue } from '../../facade/catalogue.js';
import { OpenHours } from '../../protection/calendar/open-hours.js';
import type { DataFolder } from '../data-folder.js';

/** Rejects when what people have opened cannot be read. */
export function openHours(parts: { readonly catalogue: Catalogue; readonly folder: DataFolder }): Promise<OpenHours> {
  return OpenHours.open(parts.catalogue.calendar, new CalendarOverrideFile(parts.folder.calendarOverrides));
}
