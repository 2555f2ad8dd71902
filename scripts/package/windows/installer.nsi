; Installs Quickplan for one user, without an administrator. Made by scripts/package/windows/installer.ts, which defines
; VERSION, SOURCE (the unpacked app), SIZE (KB) and OUTPUT. Silent with /S; another folder with /D=FOLDER, as the last argument.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10

!define ID "io.quickplan.Quickplan"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define PROGRAM "$INSTDIR\Quickplan.exe"

Name "Quickplan"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Quickplan"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Quickplan"
VIAddVersionKey "FileDescription" "Quickplan"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT licence"

!include LogicLib.nsh
LoadLanguageFile "${NSISDIR}\Contrib\Language files\English.nlf"
LoadLanguageFile "${NSISDIR}\Contrib\Language files\Russian.nlf"
LangString stillRuns ${LANG_ENGLISH} "Quickplan is running. Quit it from the tray, then try again. Nothing was changed."
LangString stillRuns ${LANG_RUSSIAN} "Quickplan запущен. Завершите его из области уведомлений и попробуйте снова. Ничего не изменено."

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

; A program that runs cannot be written to; better to say so than to leave half of a new version.
!macro refuseWhileRunning
  ${If} ${FileExists} "${PROGRAM}"
    ClearErrors
    FileOpen $0 "${PROGRAM}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(stillRuns)" /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Section
  !insertmacro refuseWhileRunning
  ; What an older version had and this one has not must not stay; the data lie elsewhere.
  ${If} ${FileExists} "${PROGRAM}"
    RMDir /r "$INSTDIR\resources"
    RMDir /r "$INSTDIR\locales"
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*"
  WriteUninstaller "$INSTDIR\Uninstall Quickplan.exe"
  CreateShortcut "$SMPROGRAMS\Quickplan.lnk" "${PROGRAM}"

  WriteRegStr HKCU "Software\Classes\quickplan" "" "URL:quickplan"
  WriteRegStr HKCU "Software\Classes\quickplan" "URL Protocol" ""
  WriteRegStr HKCU "Software\Classes\quickplan\DefaultIcon" "" '"${PROGRAM}",0'
  WriteRegStr HKCU "Software\Classes\quickplan\shell\open\command" "" '"${PROGRAM}" "%1"'
  ; Whose notices these are, https://learn.microsoft.com/en-us/windows/apps/design/shell/tiles-and-notifications
  WriteRegStr HKCU "Software\Classes\AppUserModelId\${ID}" "DisplayName" "Quickplan"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Quickplan"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" '"${PROGRAM}",0'
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Quickplan"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall Quickplan.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall Quickplan.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  !insertmacro refuseWhileRunning
  ; Only what was installed: somebody may have chosen a folder with files of their own.
  RMDir /r "$INSTDIR\resources"
  RMDir /r "$INSTDIR\locales"
  !include "${FILES}"
  Delete "$INSTDIR\Uninstall Quickplan.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Quickplan.lnk"
  DeleteRegKey HKCU "Software\Classes\quickplan"
  DeleteRegKey HKCU "Software\Classes\AppUserModelId\${ID}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${ID}"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "${ID}"
SectionEnd
