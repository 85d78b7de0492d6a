/** The subscribers that a variable declares, and this one, unless one is called so. What is no list stays as it is: the service says what is wrong. */
export function withSubscriber(
  declared: string | undefined,
  subscriber: { readonly name: string; readonly url: string },
): string {
  const list = declared === undefined || declared === "" ? [] : parsed(declared);
  if (declared !== undefined && !Array.isArray(list)) return declared;
  const others: readonly unknown[] = Array.isArray(list) ? list : [];
  const isNamed = others.some(
    (other) =>
      typeof other === "object" &&
      other !== null &&
      "name" in other &&
      other.name === subscriber.name,
  );
  return JSON.stringify(isNamed ? others : [...others, subscriber]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
