// A parameter's type as `explain` prints it, for the bare driver.
import sql from 'mssql';

type DriverType = ReturnType<typeof sql.Char> | (() => sql.ISqlType);

const TYPES: Readonly<Record<string, (length: number) => DriverType>> = {
  int: () => sql.Int,
  char: (length) => sql.Char(length),
  varchar: (length) => sql.VarChar(length),
  nvarchar: (length) => sql.NVarChar(length),
};

/** The driver's type; throws for one that no measured statement uses. */
export function driverType(text: string): DriverType {
  const [, name = '', length] = /^(\w+)(?:\((\d+)\))?$/.exec(text) ?? [];
  const type = TYPES[name];
  if (type === undefined) throw new Error(`the bare driver knows ${Object.keys(TYPES).join(', ')}, not ${text}`);
  return type(Number(length));
}
