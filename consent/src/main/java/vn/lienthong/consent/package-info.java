/**
 * The decision engine: may this caller see this row of this person's record, and why.
 *
 * <p><b>Purpose.</b> {@link vn.lienthong.consent.ConsentEngine} answers {@code Permit} or {@code Deny} for one row, from
 * the row's columns, the caller's {@link vn.lienthong.consent.Request} and the person's
 * {@link vn.lienthong.consent.Policy}. It implements the patient's privacy decision of <a
 * href="https://hl7.org/fhir/R4/consent.html">FHIR Consent R4</a> in the shapes of <a
 * href="https://profiles.ihe.net/ITI/PCF/">IHE Privacy Consent on FHIR</a> (Basic, Intermediate and Advanced), together
 * with the rules that stand around it: the person's own access, the custodian, emergencies, consultations and the
 * default of the jurisdiction.
 *
 * <p><b>May use.</b> The JDK. Nothing else: no framework, no database, no FHIR library, no clock, no I/O. Reading a
 * Consent resource into {@link vn.lienthong.consent.ConsentRecord} is the caller's work.
 *
 * <p><b>Rules, in this order</b>; the first that has something to say decides.
 *
 * <ol>
 *   <li>A refusal that names this practitioner holds against everything below.
 *   <li>Oneself, and a delegate within the limits and the time of a recorded delegation.
 *   <li>Staff of the custodian or its successor: ordinary rows for treatment and operations, sensitive rows for
 *       treatment.
 *   <li>An open emergency access of this practitioner, for treatment and for looking only. It opens sensitive rows too:
 *       a life may hang on them, the patient is told and the access is reviewed. Only a refusal that is marked as
 *       holding even in an emergency closes a row.
 *   <li>The person's Consents: a refusal beats a grant; a Consent that could not be read denies.
 *   <li>The package of an open consultation; a sensitive row in it needs its label named by the package.
 *   <li>The default policy. Opt-out opens ordinary rows to facilities for treatment; nothing else.
 * </ol>
 *
 * <p><b>Inside one Consent.</b> A nested provision is an exception to the provision that holds it: it speaks of what its
 * parent speaks of, except for the criteria that it states itself. A provision that matches decides unless a matching
 * provision lies beneath it; where several decide, a refusal beats a grant. A refusal that names the practitioner stands
 * unless all that decides beneath it grants. A provision outside its own period is absent, and so is all that lies
 * beneath it.
 *
 * <p><b>Sensitive rows.</b> A row is ordinary when it has no sensitivity label and is at most {@code N} confidential. A
 * grant without labels covers ordinary rows. Any other row needs one provision that names all its labels; {@code HIV}
 * moreover needs a professional who asks for treatment. Confidentiality {@code R} alone, without a sensitivity label, must be named; with
 * a sensitivity label naming that label is enough; beyond {@code R} the confidentiality must be named too.
 *
 * <p><b>Where something is unknown, the answer is the narrow one.</b> A grant bounded by a data period covers a row
 * that lies within it; a refusal so bounded covers a row that touches it. An unverified Consent can refuse but not
 * grant. A grant without actors reaches professional callers only. A grant or refusal to a facility follows to its
 * successor, as custody does.
 *
 * <p><b>Invariants.</b> Pure and total: the same input gives the same answer, no input throws, no nesting depth
 * overflows. The order and repetition of Consents and provisions do not matter. Adding a refusal never shows more.
 */
@NullMarked
package vn.lienthong.consent;

import org.jspecify.annotations.NullMarked;
