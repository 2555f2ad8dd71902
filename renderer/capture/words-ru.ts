import capture from '../../resources/translations/ru/capture.json'
import common from '../../resources/translations/ru/common.json'
import error from '../../resources/translations/ru/error.json'

/** The Russian words of this window alone. */
export const namespaces = { capture, common, error }
